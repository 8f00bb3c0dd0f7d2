// Marking a photo: a finger drawn over the fields marks or clears them all; the cut edges are shown on the picture.
(() => {
  "use strict";
  // While the worker is at it the page looks again by itself; without a script there is a link.
  if (document.querySelector("[data-wait]")) setTimeout(() => window.location.reload(), 3000);

  const form = document.querySelector("[data-marking]");
  const grid = form && form.querySelector("[data-grid]");
  if (!grid) return;

  let painting = null;
  const boxAt = (event) => {
    const label = document.elementFromPoint(event.clientX, event.clientY)?.closest(".marking__grid label");
    return label ? label.querySelector("input") : null;
  };
  grid.addEventListener("pointerdown", (event) => {
    const box = boxAt(event);
    if (box && event.isPrimary) painting = { first: box, want: !box.checked, moved: false };
  });
  grid.addEventListener("pointermove", (event) => {
    const box = painting && boxAt(event);
    if (!box || (box === painting.first && !painting.moved)) return;
    painting.moved = true;
    painting.first.checked = painting.want;
    box.checked = painting.want;
  });
  // After a stroke the browser's own click would undo the first field.
  grid.addEventListener("click", (event) => {
    if (painting && painting.moved) event.preventDefault();
    painting = null;
  }, true);
  for (const name of ["pointerup", "pointercancel"]) {
    window.addEventListener(name, () => setTimeout(() => { painting = null; }));
  }

  const frame = grid.querySelector("[data-crop]");
  const sides = ["left", "right", "top", "bottom"];
  const fields = sides.map((side) => form.elements.namedItem(side));
  const showCrop = () => {
    const cut = fields.map((field) => Math.min(90, Math.max(0, Number(field && field.value) || 0)));
    frame.hidden = cut.every((value) => value === 0);
    sides.forEach((side, place) => frame.style.setProperty(side, `${cut[place]}%`));
  };
  for (const field of fields) if (field) field.addEventListener("input", showCrop);
  showCrop();
})();
