// Plots of the figures: each is drawn from the table below it, which stays for whoever reads.
"use strict";

const tone = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
// Colour never alone: marks, dashes and stripes differ too.
const LOOKS = [
  { color: "--blue-900", symbol: "circle", dash: "solid", stripes: null },
  { color: "--orange-800", symbol: "triangle", dash: "solid", stripes: 0.8 },
];
const LIES = ["service", "counter"];

// What the table says: names of rows, and the columns that are to be plotted.
function read(table) {
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells];
  const series = heads.flatMap((head, at) => (head.dataset.series ? [{
    name: head.dataset.series, unit: head.dataset.unit, other: "other" in head.dataset,
    values: rows.map((row) => row.cells[at].dataset.value ?? null).map((each) => each && Number(each)),
  }] : []));
  return { names: rows.map((row) => row.cells[0].textContent), series };
}

function look(series, at, all, bars) {
  const own = all.filter((each) => !each.other).length;
  const { color, symbol, dash, stripes } = LOOKS[(at % own) % LOOKS.length];
  const ink = tone(series.other ? "--gray-600" : color);
  const angle = series.other ? -0.8 * (1 + (at % own)) : stripes;
  return bars ? {
    type: "bar", barMaxWidth: 28,
    itemStyle: {
      color: ink, borderRadius: 2,
      decal: angle === null ? { symbol: "none" } : { symbol: "rect", color: "rgba(255,255,255,0.55)", dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: angle },
    },
  } : {
    type: "line", symbol, symbolSize: 8, showAllSymbol: true,
    lineStyle: { type: series.other ? "dashed" : dash, width: 2, color: ink },
    itemStyle: { color: series.other ? tone("--white") : ink, borderColor: ink, borderWidth: 2 },
  };
}

function goalLine(goal, lies) {
  const at = lies ? { xAxis: goal } : { yAxis: goal };
  return {
    silent: true, symbol: "none", data: [at],
    lineStyle: { color: tone("--green-800"), type: "dashed", width: 2 },
    label: { formatter: `めあて ${goal}分`, color: tone("--green-900"), position: lies ? "start" : "insideEndTop" },
  };
}

function option(plot, { names, series }) {
  const { split, subject, goal } = plot.dataset;
  const lies = LIES.includes(split);
  const bars = lies || subject === "arrivals";
  const unit = series[0].unit;
  // On a phone the names of the series stand one below the other.
  const isNarrow = plot.clientWidth < 560, many = series.length > 1;
  const above = many ? (isNarrow ? 24 * series.length + 24 : 48) : lies ? 16 : 48;
  const ink = tone("--text"), line = tone("--gray-400");
  const category = {
    type: "category", data: names, inverse: lies,
    axisLabel: { color: ink, hideOverlap: !lies, interval: lies ? 0 : "auto", width: lies ? 150 : undefined, overflow: "truncate" },
    axisLine: { lineStyle: { color: line } },
  };
  const value = {
    type: "value", min: 0, name: lies ? undefined : unit, nameTextStyle: { color: ink },
    splitNumber: lies ? 4 : 5,
    axisLabel: { color: ink, hideOverlap: true, formatter: lies ? `{value}${unit}` : "{value}" },
    splitLine: { lineStyle: { color: tone("--gray-200") } },
  };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 },
    grid: { left: 8, right: 24, top: above, bottom: 8, containLabel: true },
    legend: { show: many, orient: isNarrow ? "vertical" : "horizontal", top: 0, itemWidth: 36, textStyle: { color: ink } },
    // The picture of the tooltip is drawn too: the page allows no style that a script writes as text.
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (each) => (each === null ? "―" : `${each}${unit}`) },
    xAxis: lies ? value : category, yAxis: lies ? category : value,
    series: series.map((each, at) => ({
      name: each.name, data: each.values, ...look(each, at, series, bars),
      markLine: goal && subject === "wait" && at === 0 ? goalLine(Number(goal), lies) : undefined,
    })),
  };
}

function draw(plot) {
  const table = document.getElementById(plot.dataset.of);
  const found = read(table);
  if (!found.series.length || !found.names.length) return;
  plot.hidden = false;
  if (LIES.includes(plot.dataset.split)) plot.style.height = `${80 + 24 * found.series.length + found.names.length * (18 + 14 * found.series.length)}px`;
  else if (plot.clientWidth < 560) plot.style.height = `${260 + 24 * found.series.length}px`;
  const chart = echarts.init(plot, null, { renderer: "canvas" });
  chart.setOption(option(plot, found));
  new ResizeObserver(() => chart.resize()).observe(plot);
  table.closest("details").open = false;
  plot.dataset.drawn = String(found.series.length);
}

document.querySelectorAll(".plot").forEach(draw);
