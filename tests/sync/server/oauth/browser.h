#pragma once

#include <QEventLoop>
#include <QMap>
#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <memory>

namespace cairn::test {

// As little of a browser as signing in takes: cookies, redirects, and forms with hidden fields.
class Browser {
public:
    struct Page {
        int status = 0;
        QUrl url;
        QString text;

        QString hidden(const QString& name) const {
            static const QRegularExpression kTag(QStringLiteral("<input[^>]*>"));
            for (auto tags = kTag.globalMatch(text); tags.hasNext();) {
                const auto tag = tags.next().captured();
                if (tag.contains(QStringLiteral("name=\"%1\"").arg(name))) {
                    static const QRegularExpression kValue(QStringLiteral("value=\"([^\"]*)\""));
                    return kValue.match(tag).captured(1);
                }
            }
            return {};
        }
    };

    Page get(const QUrl& url) { return wait(m_network.get(request(url))); }

    Page post(const QUrl& url, const QMap<QString, QString>& fields) {
        QUrlQuery form;
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            form.addQueryItem(field.key(), QString::fromLatin1(QUrl::toPercentEncoding(field.value())));
        }
        auto asked = request(url);
        asked.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        return wait(m_network.post(asked, form.toString(QUrl::FullyEncoded).toLatin1()));
    }

private:
    static QNetworkRequest request(const QUrl& url) {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        request.setTransferTimeout(20'000);
        return request;
    }

    static Page wait(QNetworkReply* reply) {
        const std::unique_ptr<QNetworkReply> owned(reply);
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        return {
            reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->url(),
            QString::fromUtf8(reply->readAll())};
    }

    QNetworkAccessManager m_network;
};

} // namespace cairn::test
