import assert from "node:assert/strict";
import { test } from "node:test";

import { neighbour, table } from "../../../assessments/static/assessments/js/grid.js";

const ROWS = [["a1", "a2", "a3"], ["b1", "b2", "b3"]];
const LEFT = [0, -1], RIGHT = [0, 1], UP = [-1, 0], DOWN = [1, 0];

test("past the end of a row comes the next one", () => {
    assert.equal(neighbour(ROWS, [0, 1], RIGHT), "a3");
    assert.equal(neighbour(ROWS, [0, 2], RIGHT), "b1");
    assert.equal(neighbour(ROWS, [1, 0], LEFT), "a3");
});

test("past the first and the last cell there is nothing", () => {
    assert.equal(neighbour(ROWS, [1, 2], RIGHT), null);
    assert.equal(neighbour(ROWS, [0, 0], LEFT), null);
    assert.equal(neighbour(ROWS, [0, 1], UP), null);
    assert.equal(neighbour(ROWS, [1, 1], DOWN), null);
});

test("up and down keep the column", () => {
    assert.equal(neighbour(ROWS, [1, 2], UP), "a3");
    assert.equal(neighbour(ROWS, [0, 0], DOWN), "b1");
});

test("people who may not answer are stepped over", () => {
    const row = (...cells) => ({ querySelectorAll: () => cells });
    const form = { querySelectorAll: () => [row("a1"), row(), row("c1")] };

    assert.deepEqual(table(form), [["a1"], ["c1"]]);
});
