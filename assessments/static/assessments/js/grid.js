/** Types answers by keys alone: a key fills a cell and jumps to the next, arrows move, Backspace goes back. */

import { announce } from "./announce.js";

const CELL = ".grid__cell input";
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** The cells as rows of columns; people who may not answer have none. */
export function table(form) {
    return [...form.querySelectorAll("[data-row]")]
        .map((row) => [...row.querySelectorAll(CELL)])
        .filter((cells) => cells.length);
}

/** Where a step leads: past the end of a row comes the next one; past the last, nowhere. */
export function neighbour(rows, [row, column], [down, right]) {
    if (down) return rows[row + down]?.[column] ?? null;
    const inside = rows[row][column + right];
    if (inside) return inside;
    return right > 0 ? rows[row + 1]?.[0] ?? null : rows[row - 1]?.at(-1) ?? null;
}

function placeOf(rows, cell) {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return [row, rows[row].indexOf(cell)];
}

function go(cell) {
    if (!cell) return false;
    cell.focus();
    cell.select();
    return true;
}

function show(form, cell, now) {
    const number = cell.closest("label").innerText.trim();
    const question = document.getElementById(cell.getAttribute("aria-describedby"));
    now.textContent = `${cell.closest("[data-row]").dataset.who} · ${number}. ${question?.textContent ?? ""}`;
}

function unsaved(form) {
    const state = form.querySelector("[data-save-state]");
    state.className = "save-state save-state--unsaved";
    state.textContent = form.dataset.unsaved;
}

function put(form, cell, text) {
    cell.value = text;
    cell.closest("label").classList.remove("grid__cell--wrong");
    cell.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A key that stands for an answer, pressed alone. */
function isAnswer(form, event) {
    return event.key.length === 1 && form.dataset.keys.includes(event.key);
}

function onKey(form, event) {
    const cell = event.target.closest(CELL);
    if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const rows = table(form);
    const place = placeOf(rows, cell);
    const step = STEPS[event.key];
    if (step) {
        if (go(neighbour(rows, place, step))) event.preventDefault();
        return;
    }
    if (!form.dataset.keys) return;
    if (event.key === "Backspace") {
        event.preventDefault();
        if (cell.value) put(form, cell, "");
        else go(neighbour(rows, place, STEPS.ArrowLeft));
    } else if (isAnswer(form, event)) {
        event.preventDefault();
        put(form, cell, event.key);
        go(neighbour(rows, place, STEPS.ArrowRight));
    } else if (event.key.length === 1) {
        event.preventDefault();
        cell.closest("label").classList.add("grid__cell--wrong");
        announce(form.dataset.wrong);
    }
}

/** A phone's keyboard sends no keys, only what came of them: jump on when one answer stands there. */
function onInput(form, event) {
    unsaved(form);
    const cell = event.target.closest(CELL);
    if (!cell || !event.isTrusted || !form.dataset.keys) return;
    const typed = cell.value.slice(-1);
    const known = form.dataset.keys.includes(typed);
    cell.value = known ? typed : "";
    cell.closest("label").classList.toggle("grid__cell--wrong", !known);
    if (!typed) return;
    if (!known) announce(form.dataset.wrong);
    else {
        const rows = table(form);
        go(neighbour(rows, placeOf(rows, cell), STEPS.ArrowRight));
    }
}

/** Make one form quick to type in. */
export function quicken(form) {
    const now = form.querySelector("[data-now]");
    form.addEventListener("keydown", (event) => onKey(form, event));
    form.addEventListener("input", (event) => onInput(form, event));
    form.addEventListener("focusin", (event) => {
        const cell = event.target.closest(CELL);
        if (!cell) return;
        show(form, cell, now);
        cell.select();
    });
    form.addEventListener("focusout", (event) => {
        if (event.target.matches(CELL)) event.target.closest("label").classList.remove("grid__cell--wrong");
    });
}

if (typeof document !== "undefined") document.querySelectorAll("[data-grid]").forEach(quicken);
