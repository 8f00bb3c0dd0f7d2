// Photos are made small and new on the phone, before anything is sent: at most 1600 pixels, about 200 KB. What the camera
// wrote beside the pixels (place, day, name of the phone) does not come through a canvas.
(() => {
  "use strict";

  const LONGEST = 1600;
  const MOST_BYTES = 200 * 1024;
  const QUALITIES = [0.82, 0.72, 0.62, 0.52, 0.42];
  const SHRINK = 0.8;

  const draw = (bitmap, longest) => {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  const encode = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

  // A JPEG of at most 200 KB, and a thumbnail as a data address. Raises where this phone cannot read the picture.
  const shrink = async (file) => {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    try {
      const thumb = draw(bitmap, 240).toDataURL("image/jpeg", 0.6);
      for (let longest = LONGEST; longest >= 320; longest = Math.round(longest * SHRINK)) {
        const canvas = draw(bitmap, longest);
        for (const quality of QUALITIES) {
          const blob = await encode(canvas, quality);
          if (blob && blob.size <= MOST_BYTES) return { bytes: await blob.arrayBuffer(), thumb };
        }
      }
    } finally {
      bitmap.close();
    }
    throw new DOMException("the picture stays too large", "DataError");
  };

  Studio.pictures = { shrink, MOST_BYTES };
})();
