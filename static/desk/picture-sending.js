/* One file on its way to the desk, with its progress; every outcome is a sentence or a picture. */

const LOST = { error: "图片没有传上去：网络断开或服务器没有回答，请稍后再试。" };

/** {answer: promise of the stored picture or {error, field}, stop()}. */
export function send(address, { fields, token, progress }) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = new Promise((done) => {
    request.upload.onprogress = (event) =>
      event.lengthComputable && progress((100 * event.loaded) / event.total);
    request.onload = () => done(read(request));
    request.onerror = request.ontimeout = () => done(LOST);
    request.onabort = () => done({ error: "上传已取消。" });
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token);
    request.send(body);
  });
  return { answer, stop: () => request.abort() };
}

function read(request) {
  if (request.status === 403)
    return { error: "您没有权限上传图片，或者登录已过期，请重新登录后再试。" };
  if (request.status === 413) return { error: "图片太大，服务器没有接收，请压缩后再试。" };
  try {
    const answer = JSON.parse(request.responseText);
    return answer.url || answer.error ? answer : LOST;
  } catch {
    return LOST;
  }
}
