import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { KEYS, defaultMinutes } from "../../../assessments/static/assessments/js/register.js";

const truth = JSON.parse(readFileSync(new URL("../../vectors/register_keys.json", import.meta.url)));

test("the keys are those of the server", () => {
    assert.deepEqual(KEYS, truth.keys);
});

test("half of a session is what the server prefills", () => {
    for (const { session, minutes } of truth.default_partial_minutes) assert.equal(defaultMinutes(session), minutes);
});
