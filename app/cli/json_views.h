#pragma once

#include "core/api/json_views.h"

namespace cairn::cli {

using api::decimal;
using api::instant;
using api::names;
using api::texts;
using api::view;
using api::viewAll;
using api::word;

} // namespace cairn::cli
