// The words that scripts of the studio say: they stand in the page, in its language.
window.Studio = (() => {
  "use strict";

  const language = document.documentElement.lang || "en";

  // A number in the digits of the page's language.
  const figures = (value) =>
    language === "km" ? String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(0x17e0 + Number(digit))) : String(value);

  // The sentence of that name, its places filled: say("waits", { count: 2 }).
  const say = (name, values = {}) => {
    const place = document.querySelector(`#studio-words [data-word="${name}"]`);
    const pattern = place ? place.textContent.trim() : name;
    return pattern.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? figures(values[key]) : whole));
  };

  // An element with attributes and children; text is text, never markup.
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  const button = (name, onclick, kind = "button--quiet") => make("button", { type: "button", class: `button ${kind}`, onclick }, say(name));

  // A random UUID (RFC 9562, version 4), also where the page is no secure context.
  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  return { language, figures, say, make, button, uuid };
})();
