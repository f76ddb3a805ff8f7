#pragma once

#include "core/api/profile.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace cairn::ui {

class Navigator;

// What programs propose, to be accepted or dismissed. Takes no room where nothing waits.
class ProposalsCard : public Card {
    Q_OBJECT

public:
    static constexpr std::size_t kShown = 5; // the others move up as these are answered

    ProposalsCard(api::Profile& profile, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    bool isEmpty() const { return m_proposals.empty(); }

    void refresh();

Q_SIGNALS:
    void changed();

private:
    void show(std::vector<api::Proposal> proposals);
    QWidget* makeRow(const api::Proposal& proposal);
    QPushButton* makeAnswer(const api::Proposal& proposal, bool accepts, QWidget* row);
    void answer(const api::Proposal& proposal, bool accepts);

    api::Profile& m_profile;
    Theme& m_theme;
    Navigator& m_navigator;
    QWidget* m_rows = nullptr;
    std::vector<api::Proposal> m_proposals{};
    api::Request m_request;
};

} // namespace cairn::ui
