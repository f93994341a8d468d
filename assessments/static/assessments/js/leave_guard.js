/** Asks before a page with unsent entries is left: `<form data-leave-guard>`. */

const changed = new Set();

/** The form's entries are safe now (a script saved them): leaving needs no question. */
export function markClean(form) {
    changed.delete(form);
}

/** Watch one form: any input makes it unsent, so does an entry the server refused. */
export function guard(form) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("reset", () => changed.delete(form));
    if (form.querySelector("[data-error-summary], .field--error, .register__row--error")) changed.add(form);
}

function ask(event) {
    if (!changed.size) return;
    event.preventDefault();
    event.returnValue = true; // Chrome before 119 asks only with this
}

/** Runs after the form's own listeners: a submit that a script took over is not yet sent. */
function sent(event) {
    if (!event.defaultPrevented) changed.delete(event.target);
}

if (typeof document !== "undefined") {
    document.querySelectorAll("form[data-leave-guard]").forEach(guard);
    addEventListener("submit", sent);
    addEventListener("beforeunload", ask);
}
