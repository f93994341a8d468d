/** Says short sentences aloud through the page's live region: `announce("Saved")`. */

const PAUSE = 150;

/** Speak a text; the same text twice is spoken twice. */
export function announce(text, region = document.getElementById("announcer")) {
    if (!region) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, PAUSE);
}

/** What the server answered (messages) was on the page before anyone listened: say it once. */
export function announceMessages(root = document) {
    const texts = [...root.querySelectorAll("[data-announce]")].map((place) => place.innerText.trim());
    if (texts.length) announce(texts.join(" "));
}

if (typeof document !== "undefined") announceMessages();
