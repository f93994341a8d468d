/* Tells a writer, while she writes, how easily participants' text reads. The rule is the server's alone. */

const PAUSE = 1500;

/** The fields of a form without its files: the server reads words, and keeps nothing. */
export function wordsOf(fields) {
    return [...fields].filter(([, value]) => typeof value === "string");
}

/** Calls `act` once people have paused for so long. */
export function afterPause(act, pause, clock = globalThis) {
    let timer;
    return () => {
        clock.clearTimeout(timer);
        timer = clock.setTimeout(act, pause);
    };
}

/** Asks with `ask`, tells with `tell`: only the answer to the latest question counts, and silence is no error. */
export function conversation(ask, tell) {
    let latest = 0;
    return async () => {
        const question = ++latest;
        try {
            const sentence = await ask();
            if (question === latest) tell(sentence);
        } catch {
            /* Without a connection the last sentence stays where it is. */
        }
    };
}

async function askServer(address, form) {
    const body = new URLSearchParams(wordsOf(new FormData(form)));
    const answer = await fetch(address, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).sentence;
}

function watch(output) {
    const form = output.closest("form");
    const tell = (sentence) => {
        if (output.textContent !== sentence) output.textContent = sentence;
        output.hidden = !sentence;
    };
    const ask = afterPause(conversation(() => askServer(output.dataset.readingEase, form), tell), PAUSE);
    for (const event of ["input", "change", "keyup", "focusout"]) form.addEventListener(event, ask);
}

if (globalThis.document) document.querySelectorAll("[data-reading-ease]").forEach(watch);
