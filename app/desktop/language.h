#pragma once

#include <QApplication>
#include <QTranslator>

namespace cairn::desktop {

// The words, numbers, dates and direction of a language. English is in the code; its translation has the plurals.
class Language {
public:
    // `name` as "de_AT"; empty: the system's.
    Language(QApplication& application, const QString& name, bool rightToLeft);

private:
    QTranslator m_plurals;
    QTranslator m_words;
    QTranslator m_qt;
};

} // namespace cairn::desktop
