#pragma once

#include "core/api/imports.h"
#include "core/service/context.h"

namespace cairn::service {

class ImportService : public api::Imports {
public:
    ImportService(Context& context, const std::filesystem::path& starterPaths);

    api::Request
    exercism(std::filesystem::path folder, api::OnProgress progress, api::Reply<api::ImportReport> reply) override;

    std::vector<api::StarterPath> starterPaths() const override { return m_starterPaths; }

    api::Request addSample(api::OnProgress progress, api::Reply<api::ImportReport> reply) override;
    api::Request removeSample(api::Reply<bool> reply) override;

private:
    const api::StarterPath* starterAt(const std::filesystem::path& folder) const;

    Context& m_context;
    std::vector<api::StarterPath> m_starterPaths;
};

} // namespace cairn::service
