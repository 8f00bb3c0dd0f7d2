// Sends a photo in small pieces and goes on where the line broke (tus 1.0: core and creation, https://tus.io).
(() => {
  "use strict";

  const PIECE = 16 * 1024;
  const PATIENCE_MS = 60 * 1000;
  const WAITS_MS = [1000, 2000, 4000, 8000, 15000, 30000];
  const TUS = { "Tus-Resumable": "1.0.0" };

  const encode = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  const ask = async (address, options) => {
    const stop = new AbortController();
    const bell = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      return await fetch(address, { ...options, signal: stop.signal, credentials: "same-origin", redirect: "manual", cache: "no-store" });
    } finally {
      clearTimeout(bell);
    }
  };

  // What no second attempt can mend.
  class Refused extends Error {
    constructor(status) { super(`refused with ${status}`); this.status = status; }
  }
  const check = (answer, ...good) => {
    if (good.includes(answer.status)) return answer;
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new Refused(401);
    if (answer.status >= 400 && answer.status < 500 && ![408, 409, 423, 425, 429].includes(answer.status)) throw new Refused(answer.status);
    throw new Error(`not now: ${answer.status}`);
  };

  // Creating the same upload again finds the first: the server knows it by `client_id`.
  const create = async (photo, size, story) => {
    const parts = { story, client_id: photo.id, kind: photo.kind, filetype: "image/jpeg" };
    const metadata = Object.entries(parts).map(([name, value]) => `${name} ${encode(value)}`).join(",");
    const headers = { ...TUS, "Upload-Length": String(size), "Upload-Metadata": metadata };
    const answer = check(await ask(document.body.dataset.uploads, { method: "POST", headers }), 200, 201);
    return new URL(answer.headers.get("Location"), location.href).href;
  };

  const readOffset = async (address) => Number(check(await ask(address, { method: "HEAD", headers: TUS }), 200, 204).headers.get("Upload-Offset"));

  const sendPiece = async (address, bytes, offset) => {
    const headers = { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
    const body = bytes.slice(offset, offset + PIECE);
    const answer = check(await ask(address, { method: "PATCH", headers, body }), 200, 204);
    return Number(answer.headers.get("Upload-Offset"));
  };

  // Sends all of it, asking where it stands after every break; gives up after six breaks without a step forward.
  const send = async (photo, bytes, story, tell) => {
    let address = "", offset = -1, breaks = 0;
    while (offset < bytes.byteLength) {
      try {
        if (!address) address = await create(photo, bytes.byteLength, story);
        if (offset < 0) offset = await readOffset(address);
        if (offset < bytes.byteLength) offset = await sendPiece(address, bytes, offset);
        breaks = 0;
        tell(offset, bytes.byteLength);
      } catch (error) {
        // An upload that the shop no longer knows is begun anew; a story that it no longer knows is not.
        const forgotten = error instanceof Refused && error.status === 404 && address;
        if ((error instanceof Refused && !forgotten) || breaks >= WAITS_MS.length) throw error;
        if (forgotten) address = "";
        await pause(WAITS_MS[breaks++]);
        offset = -1;
      }
    }
  };

  Studio.uploads = { send, Refused };
})();
