// Reading aloud on the phone itself, and a product's QR code from a photo of it. Nothing of either leaves the phone.
(() => {
  "use strict";

  const { say } = Studio;

  // Only a voice of the phone: others would send her words to a company's server.
  const findVoice = (language) =>
    window.speechSynthesis ? speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().replace("_", "-").split("-")[0] === language) : undefined;

  const offerReading = (button) => {
    const words = document.getElementById(button.dataset.speak);
    const language = words.lang || Studio.language;
    const show = () => {
      const voice = findVoice(language);
      button.hidden = !voice;
      for (const other of document.querySelectorAll("[data-no-voice]")) other.hidden = Boolean(voice);
    };
    button.addEventListener("click", () => {
      speechSynthesis.cancel();
      for (const line of words.innerText.split(/\n+/).filter(Boolean)) {
        const spoken = new SpeechSynthesisUtterance(line);
        spoken.voice = findVoice(language);
        spoken.lang = spoken.voice.lang;
        spoken.rate = 0.85;
        speechSynthesis.speak(spoken);
      }
    });
    show();
    if (window.speechSynthesis) speechSynthesis.addEventListener("voiceschanged", show);
  };

  const offerScan = async (box) => {
    if (!("BarcodeDetector" in window)) return;
    const kinds = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (!kinds.includes("qr_code")) return;
    box.hidden = false;
    box.querySelector("input").addEventListener("change", async (event) => {
      const [file] = event.target.files;
      if (!file) return;
      const bitmap = await createImageBitmap(file);
      const codes = await new BarcodeDetector({ formats: ["qr_code"] }).detect(bitmap).catch(() => []);
      const form = box.closest("form");
      if (codes.length) {
        form.elements.product.value = codes[0].rawValue;
        form.requestSubmit();
      } else {
        box.querySelector("[data-said]").textContent = say("no_code");
      }
    });
  };

  for (const button of document.querySelectorAll("[data-speak]")) offerReading(button);
  for (const box of document.querySelectorAll("[data-scan]")) offerScan(box);
})();
