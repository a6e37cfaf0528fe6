// 转载: says while one types whether the source is on the list, by the rule of the server.

const source = document.querySelector("input[data-reprint]");
if (source) {
  const said = JSON.parse(source.dataset.reprint);
  const form = source.form;
  const help = document.getElementById(`${source.id}_helptext`);
  const place = help?.firstElementChild ?? help;

  const hostOf = (address) => {
    try {
      return new URL(address).hostname;
    } catch {
      return "";
    }
  };
  const isListed = (name, host) => {
    if (!Object.hasOwn(said.sources, name)) return false;
    const domain = said.sources[name];
    return !domain || host === domain || host.endsWith(`.${domain}`);
  };
  const say = () => {
    const name = source.value.trim();
    const reprint = form.elements.namedItem("reprint").checked;
    const host = hostOf(form.elements.namedItem("original_url").value.trim());
    const listed = isListed(name, host) ? said.listed : said.unlisted;
    place.textContent = reprint && name ? listed : said.unsaid;
  };
  for (const name of ["reprint", "original_source", "original_url"]) {
    form.elements.namedItem(name).addEventListener("input", say);
  }
}
