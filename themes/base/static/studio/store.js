// Drafts on the phone, sealed with AES-GCM. The key is made (HKDF) from a random half that never leaves this browser and
// a half that the shop gives to the signed-in person alone; both are non-extractable, and the key is there only for the
// time of the sign-in. Another person's sign-in drops it: what is sealed stays, and cannot be read without its owner.
(() => {
  "use strict";

  const available = Boolean(window.isSecureContext && window.indexedDB && window.crypto && crypto.subtle);
  const HELD_MS = 7 * 24 * 3600 * 1000;
  let opened = null;

  const open = () => {
    opened = opened || new Promise((resolve, reject) => {
      const asked = indexedDB.open("studio", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("keys", { keyPath: "mark" });
        asked.result.createObjectStore("drafts", { keyPath: "id" });
        asked.result.createObjectStore("photos", { keyPath: "id" }).createIndex("draft", "draft");
      };
      asked.onsuccess = () => {
        asked.result.onversionchange = () => { asked.result.close(); opened = null; };
        resolve(asked.result);
      };
      asked.onerror = () => { opened = null; reject(asked.error); };
    });
    return opened;
  };

  // One transaction: `work` gets the stores and a function that turns a request into a promise.
  const inside = async (names, mode, work) => {
    const base = await open();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction(names, mode);
      const wait = (asked) => new Promise((done, fail) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => fail(asked.error); });
      let result;
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(transaction.error || new DOMException("aborted", "AbortError"));
      transaction.onerror = () => reject(transaction.error);
      const stores = names.map((name) => transaction.objectStore(name));
      work(wait, ...stores).then((value) => { result = value; }, (error) => { reject(error); try { transaction.abort(); } catch { /* over already */ } });
    });
  };

  const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const derive = (base, share) =>
    crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: bytesOf(share), info: new TextEncoder().encode("kantha studio drafts") },
      base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"],
    );

  // Somebody is signed in: their key is made or kept, every other person's is dropped, what was held too long goes.
  const signIn = async ({ mark, share, ends }) => {
    const rows = await inside(["keys"], "readonly", (wait, keys) => wait(keys.getAll()));
    const mine = rows.find((row) => row.mark === mark);
    const base = mine ? mine.base : await crypto.subtle.importKey("raw", crypto.getRandomValues(new Uint8Array(32)), "HKDF", false, ["deriveKey"]);
    const key = (mine && mine.key) || (await derive(base, share));
    const now = Date.now();
    const stale = rows.filter((row) => row.mark !== mark && (row.heldSince || now) < now - HELD_MS).map((row) => row.mark);
    await inside(["keys"], "readwrite", async (wait, keys) => {
      for (const row of rows) {
        if (row.mark !== mark) await wait(keys.put({ ...row, key: null, heldSince: row.heldSince || now }));
      }
      // Two tabs that open at once would make two halves: the first one stays.
      const kept = await wait(keys.get(mark));
      if (!kept || kept.base === undefined || mine) await wait(keys.put({ mark, base, key, ends: Number(ends) * 1000, heldSince: null }));
    });
    for (const gone of stale) await forgetOwner(gone);
  };

  // Nobody is signed in any more: what is sealed is held until its owner is back.
  const hold = () =>
    inside(["keys"], "readwrite", async (wait, keys) => {
      for (const row of await wait(keys.getAll())) {
        if (row.key) await wait(keys.put({ ...row, key: null, heldSince: row.heldSince || Date.now() }));
      }
    });

  // The person whose sign-in lasts, with the key; null once it has ended (the key is dropped then).
  const owner = async () => {
    const rows = await inside(["keys"], "readonly", (wait, keys) => wait(keys.getAll()));
    const row = rows.find((one) => one.key);
    if (!row) return null;
    if (row.ends > Date.now()) return row;
    await inside(["keys"], "readwrite", (wait, keys) => wait(keys.put({ ...row, key: null, heldSince: Date.now() })));
    return null;
  };

  const seal = async (key, id, bytes) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) }, key, bytes);
    return { iv, sealed };
  };
  const unseal = (key, id, row) =>
    crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: new TextEncoder().encode(id) }, key, row.sealed);

  const requireOwner = async () => {
    const row = await owner();
    if (!row) throw new DOMException("nobody is signed in", "NotAllowedError");
    return row;
  };

  // Keeps a draft: { id, state, version, content }. Raises ConflictError where another tab has kept a newer one.
  const putDraft = async (draft) => {
    const { mark, key } = await requireOwner();
    const parts = await seal(key, draft.id, new TextEncoder().encode(JSON.stringify(draft.content)));
    const version = (draft.version || 0) + 1;
    await inside(["drafts"], "readwrite", async (wait, drafts) => {
      const kept = await wait(drafts.get(draft.id));
      if ((kept ? kept.version : 0) !== (draft.version || 0)) throw new DOMException("changed in another tab", "ConflictError");
      await wait(drafts.put({ id: draft.id, mark, state: draft.state, note: draft.note || "", version, changed: Date.now(), ...parts }));
    });
    return { ...draft, version };
  };

  const readDrafts = async () => {
    const row = await owner();
    if (!row) return [];
    const rows = await inside(["drafts"], "readonly", (wait, drafts) => wait(drafts.getAll()));
    const mine = rows.filter((one) => one.mark === row.mark).sort((a, b) => a.changed - b.changed);
    const read = [];
    for (const one of mine) {
      const text = new TextDecoder().decode(await unseal(row.key, one.id, one));
      read.push({ id: one.id, state: one.state, note: one.note, version: one.version, changed: one.changed, content: JSON.parse(text) });
    }
    return read;
  };

  const putPhoto = async ({ id, draft, kind, bytes }) => {
    const { mark, key } = await requireOwner();
    const parts = await seal(key, id, bytes);
    await inside(["photos"], "readwrite", (wait, photos) => wait(photos.put({ id, draft, mark, kind, size: bytes.byteLength, ...parts })));
  };

  const readPhotos = async (draft) => {
    const rows = await inside(["photos"], "readonly", (wait, photos) => wait(photos.index("draft").getAll(draft)));
    return rows.map(({ id, kind, size }) => ({ id, kind, size }));
  };

  const readPhoto = async (id) => {
    const { key } = await requireOwner();
    const row = await inside(["photos"], "readonly", (wait, photos) => wait(photos.get(id)));
    return row ? unseal(key, id, row) : null;
  };

  const dropPhoto = (id) => inside(["photos"], "readwrite", (wait, photos) => wait(photos.delete(id)));

  const dropDraft = (id) =>
    inside(["drafts", "photos"], "readwrite", async (wait, drafts, photos) => {
      await wait(drafts.delete(id));
      for (const key of await wait(photos.index("draft").getAllKeys(id))) await wait(photos.delete(key));
    });

  const forgetOwner = (mark) =>
    inside(["keys", "drafts", "photos"], "readwrite", async (wait, keys, ...others) => {
      await wait(keys.delete(mark));
      for (const store of others) {
        for (const row of await wait(store.getAll())) if (row.mark === mark) await wait(store.delete(row.id));
      }
    });

  // How many drafts are on the phone, whoever's they are: signing out deletes them all.
  const countAll = () => inside(["drafts"], "readonly", (wait, drafts) => wait(drafts.count()));

  const wipe = () =>
    inside(["keys", "drafts", "photos"], "readwrite", async (wait, ...stores) => { for (const store of stores) await wait(store.clear()); });

  Studio.store = { available, signIn, hold, owner, putDraft, readDrafts, putPhoto, readPhotos, readPhoto, dropPhoto, dropDraft, countAll, wipe };
})();
