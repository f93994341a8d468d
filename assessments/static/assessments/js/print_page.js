/** Opens the browser's print dialogue: `<button data-print>`. */

document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
