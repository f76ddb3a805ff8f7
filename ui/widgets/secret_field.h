#pragma once

#include <QLineEdit>

namespace cairn::ui {

// A password as it is typed: dots, unless it is shown on purpose. It is in no history and no prediction.
class SecretField : public QLineEdit {
    Q_OBJECT

public:
    explicit SecretField(QWidget* parent = nullptr);

    void reveal(bool revealed);

    // Nothing of it is left in the field, nor in what could be undone there.
    void forget();
};

} // namespace cairn::ui
