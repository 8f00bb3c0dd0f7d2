{% autoescape off %}// Keeps the studio's shell for days without a network: styles, scripts, icons, fonts and one page that is made for
// nobody. Stories, photos and names are never kept here (story-safety, "Withdrawal").
"use strict";

const SHELL = "studio-shell-{{ version }}-{{ offline }}";
const FILES = new Set([{% for file in files %}"{{ file }}", {% endfor %}]);
const FONTS = new Set([{% for font in fonts %}"{{ font }}", {% endfor %}]);
const OFFLINE = "{{ offline }}";

const keep = async () => {
  const shell = await caches.open(SHELL);
  for (const address of FILES) {
    const kept = await caches.match(address);
    if (kept) await shell.put(address, kept);
    else await shell.add(address);
  }
  const page = await fetch(OFFLINE, { credentials: "omit", cache: "no-cache" });
  if (page.ok) await shell.put(OFFLINE, page);
};

const forgetOthers = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("studio-shell-") && name.endsWith(`-${OFFLINE}`) && name !== SHELL) await caches.delete(name);
  }
};

// A phone that has the letters itself never asks for them.
const keepFont = async (request) => {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
};

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method === "GET" && FILES.has(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((kept) => kept || fetch(request)));
  } else if (request.method === "GET" && FONTS.has(address.pathname)) {
    event.respondWith(keepFont(request));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) || Response.error()));
  }
});
{% endautoescape %}
