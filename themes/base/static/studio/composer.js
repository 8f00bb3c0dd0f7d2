// The page without a network: what waits on this phone, and a new story written step by step.
(() => {
  "use strict";

  const { store, outbox, pictures, say, make, button, uuid } = Studio;
  const waits = document.querySelector("[data-waits]");
  const form = document.querySelector("form[data-composer]");
  if (!waits || !form) return;

  const parts = [...form.querySelectorAll("[data-part]")];
  const notice = form.querySelector("[data-kept]");
  let draft = null;
  let place = 0;

  const report = (error) => {
    const name = { QuotaExceededError: "full", ConflictError: "conflict", NotAllowedError: "signin" }[error.name] || "not_kept";
    notice.hidden = false;
    notice.textContent = say(name);
  };

  // The three answers are the paragraphs of the story.
  const joinAnswers = () => ["how", "day", "hopes"].map((name) => form.elements[name].value.replace(/\n\s*\n/g, "\n").trim()).filter(Boolean).join("\n\n");
  const splitAnswers = (text) => {
    const [how = "", day = "", ...hopes] = text.split("\n\n");
    return { how, day, hopes: hopes.join("\n") };
  };

  const keep = async (state) => {
    const child = form.elements.child.value;
    const fields = [["client_id", draft.id], ["title", form.elements.title.value], ["text", joinAnswers()], ["child", child], ["maker", ""]];
    const url = form.dataset.url;
    draft = await store.putDraft({ ...draft, state, content: { url, fields, label: form.elements.title.value, story: draft.id } });
    notice.hidden = true;
    outbox.tellAll();
  };

  const turnTo = (next) => {
    place = Math.max(0, Math.min(next, parts.length - 1));
    parts.forEach((part, index) => { part.hidden = index !== place; });
    form.querySelector("[data-back]").hidden = place === 0;
    form.querySelector("[data-next]").hidden = place === parts.length - 1;
    form.querySelector("[data-finish]").hidden = place !== parts.length - 1;
    form.querySelector("[data-read]").textContent = [form.elements.title.value, joinAnswers()].filter(Boolean).join("\n\n");
    parts[place].querySelector("h2").focus();
  };

  const begin = (found = null) => {
    draft = found || { id: uuid(), state: "draft", version: 0, content: {} };
    form.reset();
    form.querySelector("[data-thumbs]").replaceChildren();
    if (found) {
      const values = Object.fromEntries(found.content.fields);
      form.elements.title.value = values.title || "";
      form.elements.child.value = values.child || "";
      for (const [name, text] of Object.entries(splitAnswers(values.text || ""))) form.elements[name].value = text;
    }
    form.hidden = false;
    turnTo(0);
  };

  const STATES = { draft: "state_draft", ready: "state_ready", sending: "state_sending", signin: "state_signin", look: "state_look" };

  const showDraft = async (one) => {
    const photos = (await store.readPhotos(one.id)).length;
    const isNew = one.content.fields && one.content.url === form.dataset.url && !one.content.done;
    const needsMaker = isNew && !Object.fromEntries(one.content.fields).maker;
    const moving = outbox.progress.get(one.id);
    const row = make("li", {}, make("p", {}, make("strong", {}, one.content.label || say("untitled"))));
    row.append(make("p", { class: "small" }, needsMaker ? say("state_maker") : say(STATES[one.state] || "state_ready")));
    if (one.note) row.append(make("p", { class: "small" }, one.note));
    if (photos) row.append(make("p", { class: "small muted" }, say("photos", { count: photos })));
    if (moving) row.append(make("progress", { max: moving.whole, value: moving.sent, "aria-label": say("state_sending") }));
    const actions = make("p", { class: "cluster" });
    if (needsMaker) {
      actions.append(make("a", { class: "button", href: `${form.dataset.url}#draft=${one.id}` }, say("choose_maker")), button("go_on", () => begin(one)));
    } else if (one.state === "draft" || one.state === "look") {
      actions.append(make("a", { class: "button button--quiet", href: `${one.content.url}#draft=${one.id}` }, say("go_on")));
    } else if (one.state === "signin") {
      actions.append(make("a", { class: "button", href: form.dataset.login }, say("sign_in")));
    }
    actions.append(button("delete", () => askToDelete(row, one), "button--plain"));
    row.append(actions);
    return row;
  };

  // Deleting takes two taps: the second one stands where the first one was answered.
  const askToDelete = (row, one) => {
    const sure = button("delete_sure", async () => { await store.dropDraft(one.id); outbox.tellAll(); }, "button--bad");
    row.append(make("p", {}, sure));
    sure.focus();
  };

  const showAll = async () => {
    const own = store.available && (await store.owner());
    const drafts = own ? await store.readDrafts() : [];
    const rows = [];
    for (const one of drafts) rows.push(await showDraft(one));
    waits.replaceChildren(...rows);
    document.querySelector("[data-none]").hidden = drafts.length > 0 || !own;
    document.querySelector("[data-nobody]").hidden = !store.available || Boolean(own);
    document.querySelector("[data-begin]").hidden = !own;
    document.querySelector("[data-send-all]").hidden = drafts.length === 0;
  };

  const addPhotos = async (input) => {
    const kind = form.elements.kind.value || "hands";
    for (const file of input.files) {
      try {
        const { bytes, thumb } = await pictures.shrink(file);
        await keep("draft");
        await store.putPhoto({ id: uuid(), draft: draft.id, kind, bytes });
        form.querySelector("[data-thumbs]").append(make("li", {}, make("img", { src: thumb, alt: say("photo_kept") })));
      } catch (error) {
        if (["QuotaExceededError", "NotAllowedError"].includes(error.name)) report(error);
        else { notice.hidden = false; notice.textContent = say("photo_unreadable"); }
      }
    }
    input.value = "";
  };

  document.querySelector("[data-begin]").addEventListener("click", () => begin());
  document.querySelector("[data-send-all]").addEventListener("click", async () => { await outbox.sendQuietly(); await showAll(); });
  form.querySelector("[data-back]").addEventListener("click", () => turnTo(place - 1));
  form.querySelector("[data-next]").addEventListener("click", () => keep("draft").then(() => turnTo(place + 1), report));
  form.querySelector("input[type=file]").addEventListener("change", (event) => addPhotos(event.target));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep("draft").then(() => { form.hidden = true; window.scrollTo(0, 0); }, report);
  });
  outbox.listen(() => showAll().catch(() => undefined));
  document.addEventListener("studio:ready", () => showAll().catch(() => undefined), { once: true });
})();
