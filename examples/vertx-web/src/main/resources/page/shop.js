// What is on the page comes from two places: the list of books from a request, and whatever changes from /live.
const byId = (id) => document.getElementById(id);
const euros = (cents) => (cents / 100).toLocaleString("en", { style: "currency", currency: "EUR" });
const shelf = new Map();
const latest = new Map();

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function card(book) {
  const item = element("li", "book");
  item.dataset.book = book.id;
  item.style.setProperty("--hue", (book.id * 47 + 200) % 360);
  const cover = element("div", "cover");
  cover.append(element("strong", "", book.title), element("span", "", `${book.author}, ${book.published}`));
  const buy = element("div", "buy");
  const stock = element("span", "stock");
  buy.append(element("span", "price", euros(book.priceCents)), stock);
  const deal = element("div", "deal");
  const order = element("button", "order", "Order");
  order.onclick = () => place(book);
  const like = element("button", "like");
  like.onclick = () => send(`/books/${book.id}/likes`);
  deal.append(order, like);
  item.append(cover, element("p", "about", book.summary), buy, deal);
  return { item, stock, order, like };
}

function changed(node, text) {
  if (node.textContent === text) return;
  const first = node.textContent === "";
  node.textContent = text;
  if (first) return;
  node.classList.remove("changed");
  requestAnimationFrame(() => node.classList.add("changed"));
}

function show(book) {
  const parts = shelf.get(book.id);
  if (!parts) return;
  changed(parts.stock, book.stock ? `${book.stock} in stock` : "sold out");
  parts.stock.classList.toggle("few", book.stock < 10);
  parts.order.disabled = book.stock === 0;
  changed(parts.like, `♥ ${book.likes}`);
  parts.like.setAttribute("aria-label", `Like, ${book.likes} so far`);
}

async function list() {
  const words = byId("search").value;
  const answer = await fetch(`/books?search=${encodeURIComponent(words)}`);
  const books = await answer.json();
  if (words !== byId("search").value) return; // somebody typed on
  shelf.clear();
  byId("books").replaceChildren(
    ...books.map((book) => {
      const parts = card(book);
      shelf.set(book.id, parts);
      show({ ...book, ...latest.get(book.id) });
      return parts.item;
    }),
  );
  byId("nothing").hidden = books.length > 0;
}

async function send(path, body, method = "POST") {
  const answer = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) notice(json.error);
  return answer.ok && json;
}

async function place(book) {
  const reference = crypto.randomUUID();
  const order = await send("/orders", { reference, lines: [{ book: book.id, quantity: 1 }] });
  if (order) notice(`Order ${order.id}: ${book.title}, ${euros(order.totalCents)}`);
}

let hiding;
function notice(text) {
  byId("notice").textContent = text;
  byId("notice").classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => byId("notice").classList.remove("shown"), 3000);
}

/** The last half minute of a figure, its scale never smaller than what is worth seeing. */
function chart(id, color, smallest) {
  const canvas = byId(id);
  const values = [];
  return (value) => {
    values.push(value);
    if (values.length > 120) values.shift();
    const scale = window.devicePixelRatio;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    const top = Math.max(smallest, ...values);
    const x = (i) => width - (values.length - 1 - i) * (width / 119);
    const y = (v) => height - 1.5 - (v / top) * (height - 4);
    pen.beginPath();
    values.forEach((v, i) => pen.lineTo(x(i), y(v)));
    pen.strokeStyle = color;
    pen.lineWidth = 1.75;
    pen.lineJoin = "round";
    pen.stroke();
    pen.lineTo(width, height);
    pen.lineTo(x(0), height);
    pen.globalAlpha = 0.16;
    pen.fillStyle = color;
    pen.fill();
  };
}

const delayChart = chart("delay-chart", "#5fc9bb", 20);
const waitingChart = chart("waiting-chart", "#f2b95c", 8);
const live = new EventSource("/live");
const on = (event, handler) => live.addEventListener(event, (message) => handler(JSON.parse(message.data)));

on("stock", ({ stock }) =>
  stock.forEach((book) => {
    latest.set(book.id, book);
    show(book);
  }),
);

on("orders", ({ orders }) =>
  byId("orders").replaceChildren(
    ...orders.map((order) => {
      const line = element("li", "");
      line.append(
        element("span", "", `${order.id}`),
        element("span", "", order.titles),
        element("span", "", euros(order.totalCents)),
      );
      return line;
    }),
  ),
);

on("figures", (figures) => {
  byId("delay").textContent = figures.delayMillis.toFixed(1);
  byId("waiting").textContent = figures.waiting;
  for (const name of ["reads", "writes", "commits"]) byId(name).textContent = figures[name].toLocaleString("en");
  delayChart(figures.delayMillis);
  waitingChart(figures.waiting);
});

on("load", ({ running, customers, failures }) => {
  byId("load").setAttribute("aria-pressed", running);
  byId("load").textContent = running ? "Ask them to leave" : `Let ${customers} customers in`;
  byId("failures").hidden = failures === 0;
  byId("failures").textContent = `${failures} requests failed`;
});

byId("load").onclick = () =>
  send("/load", undefined, byId("load").getAttribute("aria-pressed") === "true" ? "DELETE" : "POST");
byId("search").oninput = list;
list();
