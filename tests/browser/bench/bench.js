// Cairn's charts and uPlot's in one page and run: the same data, size and days, drawn in turns. A drawing counts until a
// pixel of it was read back, so that rasterising is in the figure. `run.rs` asks for one quantity at a time.

const DAY = 86400;
const SIZE = [800, 400];
const SPARK = [96, 28];
const place = document.getElementById("place");

/** Measurements that wander, from a seed: the same for both and in every run. */
function wander(count, seed) {
  const values = new Float64Array(count);
  let level = 100, state = seed >>> 0;
  const unit = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) - 0.5;
  for (let i = 0; i < count; i++) values[i] = Math.round((level += unit() * 2) * 100 + unit() * 800) / 100;
  return values;
}

/** One measurement a day; a million of them begin in the year 1. */
function days(count) {
  const first = count > 500_000 ? -719_000 : count > 20_000 ? -150_000 : 10_000;
  return Int32Array.from({ length: count }, (_, i) => first + i);
}

const raster = (canvas) => canvas.getContext("2d").getImageData(0, 0, 1, 1);
const checked = (complaint) => { if (complaint) throw new Error(complaint); };

function canvasOf([width, height]) {
  const canvas = document.createElement("canvas");
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  place.append(canvas);
  return canvas;
}

async function loadCairn() {
  const ready = new Promise((done) => { window.cairnReady = done; });
  const module = await import("./cairn-bench.js");
  await module.default({ module_or_path: "cairn-bench_bg.wasm" });
  await ready;
}

function loadUplot() {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.onload = done;
    script.onerror = failed;
    script.src = "uPlot.iife.min.js";
    document.head.append(script);
  });
}

const chartOptions = {
  width: SIZE[0], height: SIZE[1], legend: { show: false }, cursor: { show: false },
  series: [{}, { stroke: "#1d1b18", width: 1.25, points: { show: false } }],
  axes: [{}, {}],
};
const sparkOptions = {
  width: SPARK[0], height: SPARK[1], legend: { show: false }, cursor: { show: false }, pxAlign: false, padding: [2, 2, 2, 2],
  scales: { x: { time: false } },
  axes: [{ show: false }, { show: false }],
  series: [{}, { stroke: "#2e7d4f", width: 1.5, points: { show: false } }],
};

/** What uPlot takes for days: seconds. */
const seconds = (days) => Float64Array.from(days, (day) => day * DAY);

/** The steps of somebody who looks closer and to the side: shares of all days. */
function steps() {
  const all = [];
  for (let i = 0; i < 8; i++) {
    const width = 0.4 + 0.07 * i;
    for (const at of [0, 0.5, 1]) all.push([at * (1 - width), at * (1 - width) + width]);
  }
  return all;
}

/** What `once` draws: one function for each side, and what clears up before it. */
let sides = {};

/** One drawing of one side, in ms. What the other side left is cleared up before, and the runner has garbage collected:
 *  neither is in anybody's time. */
async function once(who) {
  const start = performance.now();
  await sides[who]();
  return performance.now() - start;
}

/** P6, P7: a zoom or pan step of so many points. */
async function redraw(count) {
  await Promise.all([loadCairn(), loadUplot()]);
  const [on, values] = [days(count), wander(count, 7)];
  cairn.load(on, values);
  const canvas = canvasOf(SIZE);
  checked(cairn.first(canvas, SIZE));
  const chart = new uPlot(chartOptions, [seconds(on), values], place);
  const [first, last] = [on[0], on[count - 1]];
  const parts = steps().map((part) => part.map((share) => first + (last - first) * share));
  const ours = () => parts.forEach((part) => { checked(cairn.part([canvas, SIZE], part)); raster(canvas); });
  const theirs = async () => {
    for (const [min, max] of parts) {
      chart.setScale("x", { min: min * DAY, max: max * DAY });
      await null; // it draws in a microtask
      raster(chart.ctx.canvas);
    }
  };
  sides = { cairn: ours, uplot: theirs, clear: () => {} };
}

/** P5: sparklines of so many KPIs over three years of days. */
async function board(count) {
  await Promise.all([loadCairn(), loadUplot()]);
  const on = days(1096);
  const all = Array.from({ length: count }, (_, i) => wander(1096, i + 1));
  cairn.loadBoard(on, all);
  const x = seconds(on);
  const ours = () => {
    const canvases = all.map(() => canvasOf(SPARK));
    checked(cairn.board(canvases, SPARK));
    canvases.forEach(raster);
  };
  const theirs = async () => {
    const charts = all.map((values) => new uPlot(sparkOptions, [x, values], place));
    await null;
    charts.forEach((chart) => raster(chart.ctx.canvas));
  };
  sides = { cairn: ours, uplot: theirs, clear: () => place.replaceChildren() };
}

/** P8: the first chart of a page that has drawn nothing yet, without and with the loading of the library. */
async function cold(who, count) {
  const [on, values] = [days(count), wander(count, 7)];
  const x = seconds(on);
  const start = performance.now();
  await (who === "cairn" ? loadCairn() : loadUplot());
  if (who === "cairn") cairn.load(on, values);
  const loaded = performance.now();
  if (who === "cairn") {
    const canvas = canvasOf(SIZE);
    checked(cairn.first(canvas, SIZE));
    raster(canvas);
  } else {
    const chart = new uPlot(chartOptions, [x, values], place);
    await null;
    raster(chart.ctx.canvas);
  }
  const drawn = performance.now();
  return { drawn: drawn - loaded, loadedAndDrawn: drawn - start };
}

window.bench = { redraw, board, cold, once };
