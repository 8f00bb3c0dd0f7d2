// Sends what waits on the phone: the words first, then its photos, each under an id that makes a second sending harmless.
(() => {
  "use strict";

  const { store, uploads } = Studio;
  const PATIENCE_MS = 60 * 1000;
  const listeners = new Set();
  const progress = new Map();
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("studio-outbox") : null;

  const tellAll = (loud = true) => {
    for (const listener of listeners) listener();
    if (loud && tabs) tabs.postMessage("changed");
  };
  if (tabs) tabs.onmessage = () => tellAll(false);

  const ask = async (address, options = {}) => {
    const stop = new AbortController();
    const bell = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      return await fetch(address, { credentials: "same-origin", cache: "no-store", ...options, signal: stop.signal });
    } finally {
      clearTimeout(bell);
    }
  };

  // Who is signed in, by the shop's own word; null where nobody is. Raises without a network.
  const askSession = async () => {
    const answer = await ask(document.body.dataset.session);
    if (answer.status === 401) {
      await store.hold();
      tellAll();
      return null;
    }
    if (!answer.ok) throw new Error("no answer");
    const session = await answer.json();
    const before = await store.owner();
    await store.signIn(session);
    if (!before || before.mark !== session.mark) tellAll();
    return session;
  };

  const readTrouble = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const lines = [...page.querySelectorAll(".errors li, .notice--bad")].map((line) => line.textContent.trim());
    return lines.join(" ").slice(0, 400) || Studio.say("refused");
  };

  // Posts the words. Gives the address that the shop leads to, or the state that the draft is in now.
  const sendWords = async (content) => {
    const answer = await ask(content.url, {
      method: "POST",
      headers: { "X-Studio-Draft": "1", "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(content.fields).toString(),
    });
    if (answer.status === 410) return { state: "gone" };
    if (answer.status === 400 || answer.status === 403 || answer.status === 404) return { state: "look", note: await readTrouble(answer) };
    if (!answer.ok) throw new Error("not now");
    const { to } = await answer.json();
    return to.includes("/studio/login/") ? { state: "signin" } : { to };
  };

  // What she took back must not stay on a phone: the shop is asked before anything is deleted.
  const isGone = async (story) => {
    const page = await ask(document.body.dataset.story.replace("STORY", story), { method: "HEAD" }).catch(() => null);
    return Boolean(page) && (page.status === 404 || page.status === 410);
  };

  const sendPhotos = async (draft) => {
    const photos = await store.readPhotos(draft.id);
    for (const photo of photos) {
      const bytes = await store.readPhoto(photo.id);
      await uploads.send(photo, bytes, draft.content.story, (sent, whole) => {
        progress.set(draft.id, { sent, whole, left: photos.length });
        tellAll(false);
      });
      await store.dropPhoto(photo.id);
    }
    progress.delete(draft.id);
  };

  const sendOne = async (draft) => {
    let at = await store.putDraft({ ...draft, state: "sending", note: "" });
    tellAll();
    const settle = async (state, note = "") => { at = await store.putDraft({ ...at, state, note }); };
    try {
      if (at.content.url && !at.content.done) {
        const said = await sendWords(at.content);
        if (said.state === "gone") { await store.dropDraft(at.id); return { state: "gone" }; }
        if (said.state) { await settle(said.state, said.note); return { state: said.state }; }
        const found = said.to.match(/\/stories\/([0-9a-f-]{36})\//);
        at.content = { ...at.content, done: true, to: said.to, story: at.content.story || (found ? found[1] : "") };
        await settle("sending");
        tellAll();
      }
      await sendPhotos(at);
      await store.dropDraft(at.id);
      return { state: "sent", to: at.content.to };
    } catch (error) {
      progress.delete(at.id);
      const status = error instanceof uploads.Refused ? error.status : 0;
      if (status === 410 || (status === 404 && (await isGone(at.content.story)))) {
        await store.dropDraft(at.id);
        return { state: "gone" };
      }
      await settle(status === 401 ? "signin" : status ? "look" : "ready", status && status !== 401 ? Studio.say("photo_refused") : "");
      return { state: status === 401 ? "signin" : status ? "look" : "ready" };
    } finally {
      tellAll();
    }
  };

  const locked = (work) => (navigator.locks ? navigator.locks.request("studio-outbox", work) : work());

  // Sends everything that is ready, or the one draft named; what happened to that one is the answer.
  const send = (only = "") =>
    locked(async () => {
      const session = await askSession();
      const own = await store.owner();
      if (!session || !own || own.mark !== session.mark) return { state: "signin" };
      let answer = { state: "none" };
      for (const draft of await store.readDrafts()) {
        const wanted = only ? draft.id === only : ["ready", "sending", "signin"].includes(draft.state);
        if (wanted) answer = await sendOne(draft);
      }
      return answer;
    });

  const sendQuietly = () => (store.available ? send().catch(() => ({ state: "ready" })) : Promise.resolve({ state: "none" }));

  Studio.outbox = { send, sendQuietly, listen: (listener) => listeners.add(listener), tellAll, progress };
})();
