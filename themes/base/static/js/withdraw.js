// A card's QR code leads here with the code behind "#": that part of an address is never sent, logged or kept by a server.
const field = document.querySelector("input[name=code]");
const digits = decodeURIComponent(location.hash.slice(1)).replace(/\D/g, "");
if (field && digits.length === 12) {
  field.value = digits.replace(/(\d{4})(?=\d)/g, "$1 ");
}
if (location.hash) {
  history.replaceState(null, "", location.pathname);
}
