/* What a form asks the server while one works on it: JSON there and back. */
const PATIENCE = 30000;

/** The answer's JSON; throws an Error with the sentence to show. */
export async function ask(address, words) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(words),
    signal: AbortSignal.timeout(PATIENCE),
    redirect: "manual",
  }).catch(() => null);
  if (!answer) throw new Error("服务器没有回应");
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok)
    throw new Error(
      (
        told.error ?? (answer.status ? `服务器拒绝了（${answer.status}）` : "登录可能已过期")
      ).replace(/。$/, ""),
    );
  return told;
}
