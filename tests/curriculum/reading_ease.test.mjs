import assert from "node:assert/strict";
import { test } from "node:test";

import { afterPause, conversation, wordsOf } from "../../curriculum/static/curriculum/js/reading-ease.js";

test("files are left out of the question", () => {
    const fields = [["body-count", "1"], ["picture", new Blob(["x"])], ["body-0-value-text", "Escucho."]];

    assert.deepEqual(wordsOf(fields), [["body-count", "1"], ["body-0-value-text", "Escucho."]]);
});

test("many key strokes make one question", () => {
    const timers = new Map();
    let questions = 0;
    let next = 1;
    const clock = {
        setTimeout: (act) => (timers.set(next, act), next++),
        clearTimeout: (timer) => timers.delete(timer),
    };
    const typed = afterPause(() => questions++, 1500, clock);

    for (let stroke = 0; stroke < 5; stroke++) typed();
    for (const act of timers.values()) act();

    assert.equal(questions, 1);
});

test("an answer that comes late is not told", async () => {
    const waiting = [];
    const told = [];
    const ask = conversation(() => new Promise((resolve) => waiting.push(resolve)), (sentence) => told.push(sentence));

    const first = ask();
    const second = ask();
    waiting[1]("second");
    waiting[0]("first");
    await Promise.all([first, second]);

    assert.deepEqual(told, ["second"]);
});

test("without a connection nothing is told and nothing breaks", async () => {
    const told = [];

    await conversation(() => Promise.reject(new Error("offline")), (sentence) => told.push(sentence))();

    assert.deepEqual(told, []);
});
