#include "sync/client/certificate_time.h"

#include <QDateTime>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace cairn::client {

std::optional<std::string> certificateTimeTrouble(const QList<QSslError>& errors) {
    for (const auto& error : errors) {
        const bool ended = error.error() == QSslError::CertificateExpired;
        if (!ended && error.error() != QSslError::CertificateNotYetValid) {
            continue;
        }
        const auto certificate = error.certificate();
        const auto day = [](const QDateTime& time) { return time.toUTC().date().toString(Qt::ISODate); };
        const QString clock = u"this computer's clock says that today is %1: if that is wrong, set it; if it is right, "
                              "the server's certificate "_s.arg(day(QDateTime::currentDateTimeUtc()));
        const QString rest = ended ? u"has ended on %1"_s.arg(day(certificate.expiryDate()))
                                   : u"begins only on %1"_s.arg(day(certificate.effectiveDate()));
        return (clock + rest).toStdString();
    }
    return std::nullopt;
}

} // namespace cairn::client
