#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QString>

class QApplication;

namespace cairn::ui {

// The colours of the program by what they are for. One table (theme.cpp) holds both looks; no page names a colour.
enum class Token {
    ground,  // the window
    surface, // cards, rail, drawer
    sunken,  // tracks, neutral chips
    line,
    text,
    muted,
    accent,
    accentGround,
    onAccent,
    done,
    doneGround,
    inProgress,
    inProgressGround,
    available,
    availableGround,
    locked,
    lockedGround,
    rusty, // also: failed
    rustyGround,
    danger,
    scanInk, // what cameras read: black on white in every look
    scanGround,
};

enum class Look { system, light, dark };

// Type by what it is for; sizes in pixels at 100 %, as line heights 14/20, 12.5, 15/20, 22/28, 34/40.
enum class Type { body, secondary, cardTitle, pageTitle, bigNumber, code };

// The look of the program. One object, made in app/desktop and handed to whatever paints.
class Theme : public QObject {
    Q_OBJECT

public:
    static constexpr int kSmallestText = 80; // percent
    static constexpr int kLargestText = 200;

    explicit Theme(QApplication& application, QObject* parent = nullptr);

    void setLook(Look look); // system: follows the desktop

    Look look() const { return m_look; }

    bool isDark() const { return m_dark; }

    // The size of the text in percent; rows and fields grow with it.
    void setTextScale(int percent);

    int textScale() const { return m_textScale; }

    int scaled(int pixels) const { return (pixels * m_textScale + 50) / 100; }

    QColor color(Token token) const;
    // `share` of one token over another: 0 is `under`, 1 is `over`. For the tints of charts.
    QColor mixed(Token over, Token under, double share) const;
    // A colour for text on a tinted ground: the token's, moved towards that of text as far as a contrast of 4.5:1
    // takes.
    QColor inkOn(Token ink, Token ground) const;
    QFont font(Type type) const;
    // With the weight of what is emphasised inside its kind: names in lists, words of buttons.
    QFont strong(Type type) const;
    // With figures of one width, for columns, where Qt and the font can do that.
    QFont tabular(Type type) const;

    // An icon of resources/icons by its file's name, in a colour of the table, sharp at every scale. It follows the
    // look by itself.
    QIcon icon(const QString& name, Token token = Token::muted) const;

    // Whether the person wants movement (the system's setting, and off in offscreen runs).
    bool animated() const;

Q_SIGNALS:
    void changed(); // everything that paints by itself repaints

private:
    void apply();

    QApplication& m_application;
    QPalette m_desktopPalette; // as the desktop wants it, before ours replaced it
    QString m_sans;
    QString m_monospace;
    Look m_look = Look::system;
    int m_textScale = 100;
    bool m_dark = false;
};

} // namespace cairn::ui
