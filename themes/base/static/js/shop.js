// What the shop adds where scripts run: the cart badge, tidy filter addresses, quiet confirmations.
(() => {
  "use strict";

  // The page is the same for everyone; only this number, kept in a readable cookie, is the visitor's own.
  const showCartCount = () => {
    const match = document.cookie.match(/(?:^|;\s*)cart_count=(\d{1,3})/);
    const count = match ? Number(match[1]) : 0;
    for (const badge of document.querySelectorAll("[data-cart-count]")) {
      badge.hidden = count === 0;
      badge.textContent = String(count);
      const words = badge.nextElementSibling;
      if (words) words.textContent = count === 1 ? "1 piece" : `${count} pieces`;
      if (words) words.hidden = count === 0;
    }
  };

  document.addEventListener("DOMContentLoaded", showCartCount);
  document.addEventListener("htmx:afterRequest", showCartCount);
  window.addEventListener("pageshow", showCartCount);

  // Fields left empty do not belong into the address of a listing.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") return;
    const values = event.detail.parameters;
    for (const name of Object.keys(values)) if (values[name] === "") delete values[name];
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "get") return;
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
    setTimeout(() => { for (const field of form.elements) field.disabled = false; });
  });

  // A confirmation that was swapped in is read out and gets the focus.
  document.addEventListener("htmx:afterSwap", (event) => {
    const heard = event.target.querySelector("[data-focus]");
    if (heard) heard.focus();
  });

  // Filters stay as open as they were when the listing beside them is exchanged (before the swap, so that the
  // focus finds its field again); on a wide screen, where older browsers cannot show a closed one, they stand open.
  document.addEventListener("htmx:beforeSwap", (event) => {
    for (const part of document.querySelectorAll("details[id]")) {
      const tag = new RegExp(`(<details[^>]*? id="${part.id}")( open)?`);
      event.detail.serverResponse = event.detail.serverResponse.replace(tag, part.open ? "$1 open" : "$1");
    }
  });
  const wide = window.matchMedia("(min-width: 60rem)");
  const openFilters = () => {
    for (const drawer of document.querySelectorAll("details.drawer")) if (wide.matches) drawer.open = true;
  };
  document.addEventListener("DOMContentLoaded", openFilters);
  wide.addEventListener("change", openFilters);
})();
