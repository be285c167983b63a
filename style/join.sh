#!/bin/sh
# Joins the stylesheets in the order in which they may lean on each other.
set -eu
cd "$(dirname "$0")"
mkdir -p ../build
cat tokens.css base.css parts.css frame.css before-after.css landing.css portrait.css result.css \
  gallery.css pages.css > ../build/style.css
# The member's pages bring their own on top of it.
cat member.css account.css wallet.css staking.css jobs.css governance.css treasury.css developers.css \
  > ../build/member.css
# So does the studio.
cat studio.css live.css > ../build/studio.css
