#include "ui/shell/proven_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/text_label.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

QString ProvenDialog::words() {
    const auto section = [](const QString& title, const QStringList& points) {
        return u"### "_s + title + u"\n\n- "_s + points.join(u"\n- "_s) + u"\n\n"_s;
    };
    return section(
               tr("Proven"),
               {tr("A server that you joined asked LeetCode, Codeforces or GitHub, and saw there that an account did "
                   "what the task asks for, after you had started it."),
                tr("That account is yours: you signed in there, or put a word where only its owner can."),
                tr("The server signed what it saw. The receipt names the task, the account, the time and a digest of "
                   "the platform's answer.")}) +
           section(
               tr("Not proven"),
               {tr("That you did it alone, without help or copying: no platform can see that."),
                tr("What you tick off yourself. It counts for your lists, your streak and the self-reported level, and "
                   "is marked so."),
                tr("What you had solved before the task was started. It can be imported as history, and is marked "
                   "as imported."),
                tr("How hard a task of your own is: its difficulty is what you gave it.")}) +
           section(
               tr("How it is checked"),
               {tr("This computer keeps the keys of the server's signatures since it first met the server, and checks "
                   "every receipt itself, also offline. Changing the files of a profile raises no level."),
                tr("A server that shows up with other keys is refused, and nothing of yours changes."),
                tr("Receipts go on to count when you leave the server.")}) +
           section(
               tr("When a platform does not answer"),
               {tr("The server tries again by itself, and says when. No answer is never taken for a no, and never for "
                   "a yes.")});
}

ProvenDialog::ProvenDialog(Theme& theme, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("What is proven, and what is not"));
    resize(theme.scaled(600), theme.scaled(640));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    auto* title = new TextLabel(theme, Type::pageTitle, Token::text, windowTitle(), this);
    title->setWordWrap(true);
    column->addWidget(title);
    auto* text = new MarkdownView(theme, windowTitle(), this);
    text->showMarkdown(words());
    column->addWidget(text, 1);
    auto* close = makePrimaryButton(theme, tr("Close"), this);
    close->setDefault(true);
    column->addWidget(close, 0, Qt::AlignTrailing);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace cairn::ui
