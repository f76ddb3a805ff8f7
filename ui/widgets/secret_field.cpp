#include "ui/widgets/secret_field.h"

namespace cairn::ui {

SecretField::SecretField(QWidget* parent)
    : QLineEdit(parent) {
    reveal(false);
}

void SecretField::reveal(bool revealed) {
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    setInputMethodHints(
        Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase |
        (revealed ? Qt::ImhNone : Qt::ImhHiddenText));
}

void SecretField::forget() {
    reveal(false);
    setText({}); // unlike clear(), it takes what could be undone with it
}

} // namespace cairn::ui
