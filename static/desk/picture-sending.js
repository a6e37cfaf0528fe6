/* One file on its way to the desk, with its progress; every outcome is a sentence or a picture. */

const lost = (what) => ({
  error: `${what}没有传上去：网络断开或服务器没有回答，请稍后再试。`,
});

/** {answer: promise of the stored file or {error, field}, stop()}; `what` is its name in sentences. */
export function send(address, { fields, token, progress, what = "图片" }) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = new Promise((done) => {
    request.upload.onprogress = (event) =>
      event.lengthComputable && progress((100 * event.loaded) / event.total);
    request.onload = () => done(read(request, what));
    request.onerror = request.ontimeout = () => done(lost(what));
    request.onabort = () => done({ error: "上传已取消。" });
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token);
    request.send(body);
  });
  return { answer, stop: () => request.abort() };
}

function read(request, what) {
  if (request.status === 403)
    return { error: `您没有权限上传${what}，或者登录已过期，请重新登录后再试。` };
  if (request.status === 413) return { error: `${what}太大，服务器没有接收，请压缩后再试。` };
  try {
    const answer = JSON.parse(request.responseText);
    return answer.url || answer.error ? answer : lost(what);
  } catch {
    return lost(what);
  }
}
