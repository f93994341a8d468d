/** Follows a job: asks for its numbers, moves the bar, and shows the finished page when it is over. */

import { announce } from "./announce.js";

const EVERY = 1500;

/** Move the bar and its count to what the server said. */
export function show(state, place) {
    const bar = place.querySelector("progress");
    bar.max = state.total;
    bar.value = state.done;
    const count = place.querySelector(".progress__count");
    const numbers = [state.done, state.total];
    count.textContent = count.textContent.replace(/\d+/g, () => numbers.shift());
    return count.textContent;
}

async function follow(url, place, said = "") {
    let text = said;
    try {
        const answer = await fetch(url, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.status);
        const state = await answer.json();
        if (state.over) return location.reload();
        text = show(state, place);
        if (text !== said) announce(text);
    } catch {
        // The connection may come back: ask again.
    }
    return setTimeout(follow, EVERY, url, place, text);
}

if (typeof document !== "undefined") {
    const job = document.querySelector("[data-state-url]");
    if (job) follow(job.dataset.stateUrl, document.getElementById("job-progress"));
}
