// On the checkout: one press of the pay button is enough, and the page says that it is under way.
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "checkout") return;
    const button = event.target.querySelector("button[type=submit]");
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
  });
  // Coming back by the browser's own button, the form must work again.
  window.addEventListener("pageshow", () => {
    document.querySelector("#checkout button[type=submit]")?.removeAttribute("aria-disabled");
  });
})();
