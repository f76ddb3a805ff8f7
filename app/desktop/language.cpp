#include "app/desktop/language.h"

#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace cairn::desktop {

Language::Language(QApplication& application, const QString& name, bool rightToLeft) {
    QLocale locale = name.isEmpty() ? QLocale::system() : QLocale(name);
    if (locale.language() == QLocale::C) {
        // The C locale has no names for days and shows seconds; English with 24 hours is what it comes to.
        locale = QLocale(QLocale::English, QLocale::UnitedKingdom);
    }
    QLocale::setDefault(locale);
    if (m_plurals.load(u":/i18n/cairn_en.qm"_s)) {
        QCoreApplication::installTranslator(&m_plurals);
    }
    if (locale.language() != QLocale::English && m_words.load(locale, u"cairn"_s, u"_"_s, u":/i18n"_s)) {
        QCoreApplication::installTranslator(&m_words);
    }
    if (m_qt.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_qt);
    }
    application.setLayoutDirection(rightToLeft ? Qt::RightToLeft : locale.textDirection());
}

} // namespace cairn::desktop
