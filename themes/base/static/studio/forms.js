// Forms that are kept on the phone: typed words survive a lost connection, photos are made small, and both are sent.
(() => {
  "use strict";

  const { store, outbox, pictures, say, make, button, uuid } = Studio;
  const TYPING_MS = 800;

  const show = (form, sentence, kind = "warn") => {
    const place = form.querySelector("[data-kept]") || form.appendChild(make("p", { "data-kept": true, role: "status" }));
    place.className = `notice notice--${kind}`;
    place.textContent = sentence;
  };
  const explain = (form, error) => {
    const name = { QuotaExceededError: "full", ConflictError: "conflict", NotAllowedError: "signin" }[error.name] || "not_kept";
    show(form, say(name), "bad");
  };

  const readFields = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const idOf = (form) => (form.elements.client_id && form.elements.client_id.value) || "";

  const fill = (form, fields) => {
    for (const [name, value] of fields) {
      const control = form.elements[name];
      if (control && name !== "revision_hash") control.value = value;
    }
  };

  class Kept {
    constructor(form) {
      this.form = form;
      this.draft = { id: idOf(form) || uuid(), state: "draft", version: 0, content: {} };
      this.story = form.dataset.story || "";
      // Photos of a story that the shop has already: there are no words to be sent before them.
      this.photosOnly = form.hasAttribute("data-photos-only");
      this.url = this.photosOnly ? "" : form.action;
      this.queue = Promise.resolve();
    }

    content() {
      const label = (this.form.elements.title && this.form.elements.title.value) || this.draft.content.label || "";
      const { done = false, to = "" } = this.draft.content;
      if (this.photosOnly) return { url: "", fields: [], label: say("photo_kept"), story: this.story, done: true, to: "" };
      return { url: this.url, fields: readFields(this.form), label, story: this.story || idOf(this.form), done, to };
    }

    // One after the other, so that typing never meets its own older version.
    keep(state) {
      this.queue = this.queue.catch(() => undefined).then(async () => {
        this.draft = await store.putDraft({ ...this.draft, state, content: this.content() });
        outbox.tellAll();
      });
      return this.queue;
    }

    async bringBack() {
      const wanted = new URLSearchParams(location.hash.slice(1)).get("draft");
      const found = (await store.readDrafts()).find((draft) => (wanted ? draft.id === wanted : draft.content.url === this.url && ["draft", "look"].includes(draft.state)));
      if (!found) return;
      const use = () => {
        this.draft = found;
        fill(this.form, found.content.fields);
        if (this.form.elements.client_id) this.form.elements.client_id.value = found.id;
        this.form.dispatchEvent(new CustomEvent("studio:restored"));
      };
      if (wanted) return void use();
      const drop = async () => { await store.dropDraft(found.id); notice.remove(); outbox.tellAll(); };
      const notice = make("div", { class: "notice stack", role: "status" }, make("p", {}, say("typed_before")),
        make("p", { class: "cluster" }, button("bring_back", () => { use(); notice.remove(); }, ""), button("delete", drop)));
      this.form.before(notice);
    }

    async submit(event) {
      const submitter = event.submitter;
      event.preventDefault();
      if (submitter && submitter.name) this.form.append(make("input", { type: "hidden", name: submitter.name, value: submitter.value }));
      try {
        await this.keep("ready");
      } catch (error) {
        explain(this.form, error);
        return void this.form.submit();
      }
      show(this.form, say("sending"), "good");
      const answer = await outbox.send(this.draft.id).catch(() => ({ state: "ready" }));
      if (answer.state === "sent") return void location.assign(answer.to);
      // Gone from the phone: what was sending already, here or in another window, has sent this one too.
      if (answer.state === "none") return void location.assign(document.body.dataset.story.replace("STORY", this.draft.content.story));
      if (answer.state === "look") {
        // The shop has a question: its own page says which, with the words as they were typed.
        await store.dropDraft(this.draft.id);
        return void this.form.submit();
      }
      location.assign(document.body.dataset.offline);
    }

    async addPhotos(input) {
      const list = this.form.querySelector("[data-thumbs]");
      const kind = (this.form.elements.kind && this.form.elements.kind.value) || "hands";
      for (const file of input.files) {
        try {
          const { bytes, thumb } = await pictures.shrink(file);
          await this.keep("draft");
          await store.putPhoto({ id: uuid(), draft: this.draft.id, kind, bytes });
          list.append(make("li", {}, make("img", { src: thumb, alt: say("photo_kept") })));
        } catch (error) {
          if (["QuotaExceededError", "NotAllowedError"].includes(error.name)) explain(this.form, error);
          else show(this.form, say("photo_unreadable"), "bad");
        }
      }
      input.value = "";
      if (this.photosOnly) await this.sendPhotos();
    }

    async sendPhotos() {
      if (!this.draft.version) return;
      await this.keep("ready");
      show(this.form, say("sending"), "good");
      const answer = await outbox.send(this.draft.id).catch(() => ({ state: "ready" }));
      const said = { sent: "photos_sent", none: "photos_sent", signin: "signin", look: "photo_refused" }[answer.state] || "state_ready";
      show(this.form, say(said), said === "photos_sent" ? "good" : "warn");
      this.draft = { id: uuid(), state: "draft", version: 0, content: {} };
    }
  }

  const attach = (form) => {
    const kept = new Kept(form);
    let bell = 0;
    form.addEventListener("input", (event) => {
      if (event.target.type === "file" || kept.photosOnly) return;
      clearTimeout(bell);
      bell = setTimeout(() => kept.keep("draft").catch((error) => explain(form, error)), TYPING_MS);
    });
    form.addEventListener("submit", (event) => { clearTimeout(bell); kept.submit(event); });
    for (const input of form.querySelectorAll("input[type=file][data-photos]")) {
      // The plain form sends the file as it is; here only what was made small goes.
      input.removeAttribute("name");
      input.required = false;
      input.addEventListener("change", () => kept.addPhotos(input));
    }
    if (kept.photosOnly) form.hidden = false;
    else kept.bringBack().catch(() => undefined);
  };

  document.addEventListener("studio:ready", async () => {
    if (!store.available || !(await store.owner().catch(() => null))) return;
    for (const form of document.querySelectorAll("form[data-keep]")) attach(form);
  }, { once: true });
})();
