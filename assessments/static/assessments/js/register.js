/** One key per person, inside a focused row of `<form data-register>`. Without it the form works as it stands. */

import { announce } from "./announce.js";

export const KEYS = { 1: "present", 2: "partial", 3: "absent", 4: "excused", 5: "not_expected" };

/** Half of the session, rounded up, as the server prefills it. */
export function defaultMinutes(session) {
    return Math.max(1, Math.floor((session + 1) / 2));
}

const TYPING = "input:not([type=radio]), select, textarea";

/** The register of one page: its rows in order, and what a key does in one of them. */
export class Register {
    constructor(form) {
        this.form = form;
        this.rows = [...form.querySelectorAll(".register__row")];
        this.save = form.querySelector("[data-save]");
        this.state = form.querySelector("[data-save-state]");
        this.rest = form.querySelector("[data-rest]");
        this.session = Number(form.dataset.sessionMinutes);
    }

    listen() {
        this.form.addEventListener("keydown", (event) => this.key(event));
        this.form.addEventListener("input", (event) => this.changed(event));
        this.rest.querySelector("[data-rest-yes]").addEventListener("click", () => this.markRest());
        this.rest.querySelector("[data-rest-no]").addEventListener("click", () => this.rest.close());
    }

    /** Where a person with a keyboard begins; a finger needs no focus and no jump. */
    begin() {
        const first = this.rows.find((row) => !this.marked(row));
        if (!first || location.hash || document.querySelector("[data-error-summary]")) return;
        if (matchMedia("(pointer: fine)").matches) this.focus(first, { preventScroll: true });
    }

    marked(row) {
        return row.querySelector("input[type=radio]:checked");
    }

    focus(row, options) {
        (this.marked(row) || row.querySelector("input[type=radio]")).focus(options);
    }

    key(event) {
        const row = event.target.closest(".register__row");
        if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
        if (this.act(row, event)) event.preventDefault();
    }

    /** True when the key meant something here. Handled at once and in order, so no key is lost at any speed. */
    act(row, { key, target, repeat }) {
        if (target.matches("select") && key.startsWith("Arrow")) return false;
        if (key === "ArrowUp") return this.move(row, -1);
        if (key === "ArrowDown") return this.move(row, 1);
        if (key === "Enter") return this.enter(row, target);
        if (target.matches(TYPING)) return false;
        if (KEYS[key]) return repeat || this.mark(row, KEYS[key]);
        if (key === "a" || key === "A") return this.askRest();
        return (key === "Backspace" || key === "Delete") && this.clear(row);
    }

    enter(row, target) {
        if (target.matches("button")) return false;
        if (target.matches(TYPING)) return this.move(row, 1);
        this.form.requestSubmit(this.save);
        return true;
    }

    move(row, step) {
        const next = this.rows[this.rows.indexOf(row) + step];
        if (next) this.focus(next);
        else if (step > 0) this.save.focus();
        return true;
    }

    mark(row, status) {
        this.choose(row, status);
        if (status !== "partial") return this.move(row, 1);
        const minutes = row.querySelector(".register__minutes input");
        minutes.focus();
        minutes.select();
        return true;
    }

    choose(row, status) {
        const radio = row.querySelector(`input[type=radio][value=${status}]`);
        radio.checked = true;
        radio.dispatchEvent(new Event("input", { bubbles: true }));
    }

    clear(row) {
        const radio = this.marked(row);
        if (!radio) return true;
        radio.checked = false;
        radio.dispatchEvent(new Event("input", { bubbles: true }));
        return true;
    }

    changed({ target }) {
        const row = target.closest(".register__row");
        if (row) row.classList.add("register__row--unsaved");
        if (row && target.value === "partial") this.prefill(row);
        if (target.name === "minutes" || target.name === "status") this.prefillAll();
        const marked = this.form.querySelector("[data-marked]");
        marked.textContent = this.rows.filter((each) => this.marked(each)).length;
        this.state.textContent = this.rest.dataset.unsaved;
        this.state.className = "save-state save-state--unsaved";
    }

    /** Minutes held so far: the planned ones, or fewer when the session was shortened. */
    held() {
        const shortened = this.form.querySelector("[name=status][value=shortened]").checked;
        const typed = Number(this.form.elements.minutes.value);
        return shortened && typed > 0 ? typed : this.session;
    }

    prefill(row) {
        const minutes = row.querySelector(".register__minutes input");
        if (!minutes.value) minutes.value = defaultMinutes(this.held());
    }

    prefillAll() {
        for (const row of this.rows) {
            if (this.marked(row)?.value === "partial") continue;
            row.querySelector(".register__minutes input").value = defaultMinutes(this.held());
        }
    }

    left() {
        return this.rows.filter((row) => !this.marked(row));
    }

    /** Names the count before anything is marked: "all present" is never the default. */
    askRest() {
        const count = this.left().length;
        if (!count) return true;
        const { one, many } = this.rest.dataset;
        this.rest.querySelector("[data-rest-title]").textContent = count === 1 ? one : many.replace("#", count);
        this.rest.showModal();
        this.rest.querySelector("[data-rest-yes]").focus();
        return true;
    }

    markRest() {
        const left = this.left();
        this.rest.close();
        left.forEach((row) => this.choose(row, "present"));
        this.save.focus();
        announce(`${this.rows.length} / ${this.rows.length}`);
    }
}

if (typeof document !== "undefined") {
    document.querySelectorAll("form[data-register]").forEach((form) => {
        const register = new Register(form);
        register.listen();
        register.begin();
    });
}
