/** Brings the reader to what must be corrected: focus on the summary, then on the field it names. */

const CONTROL = "input:not([type=hidden]), select, textarea, button";

/** The control a summary link means: the element itself, or the first one inside a group. */
export function controlFor(link, root = document) {
    const target = root.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return null;
    return target.matches(CONTROL) ? target : target.querySelector(CONTROL);
}

function follow(event) {
    const link = event.target.closest("a[href^='#']");
    const control = link && controlFor(link);
    if (!control) return;
    event.preventDefault();
    control.focus();
    control.scrollIntoView({ block: "center" });
}

/** Give the first error summary the focus and let its links lead to the controls. */
export function focusErrors(root = document) {
    const summary = root.querySelector("[data-error-summary]");
    if (!summary) return;
    summary.addEventListener("click", follow);
    summary.focus();
}

if (typeof document !== "undefined") focusErrors();
