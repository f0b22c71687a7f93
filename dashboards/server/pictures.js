// Pictures that leave the page: any chart or card in one frame, with its finding, what it shows, its key, its
// source, version, date and address. The frame is laid out by the browser in a window of its own, so that a phone and a
// dark page give the same picture, and is then written as plain shapes and text: such a file opens everywhere.
(() => {
  "use strict";
  const WIDTH = 1200, MARGIN = 48, INNER = WIDTH - 2 * MARGIN, TALL = 900, SHORT = 630;
  //: How much larger a chart's words are in a picture than on the page.
  const CHART_SCALE = 1.25;
  //: How much larger a card's words are at least where they fill more than one frame.
  const LEAST_SCALE = 1.2;
  const MAPS = ".nq-map, .nq-bubbles, .nq-polygons";
  //: What belongs to a page and not to a picture.
  const LEFT_OUT = ".nq-tools, details, .nq-origin, .nq-forms, .nq-slide, .nq-filters, .nq-pager, .nq-links, .nq-on, .nq-chip, "
    + ".nq-button, form, button, select, input, script";
  const FONT = document.querySelector("link[rel=preload][as=font]").href;
  const persian = () => document.documentElement.lang === "fa";
  const word = (fa, en) => (persian() ? fa : en);
  const kept = {};
  const once = (name, make) => (kept[name] ??= make());
  const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-picture]") : null;
    if (!link || event.button !== 0) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy") === "true") return;
    take(link);
  }, true);

  const take = async (link) => {
    const words = link.textContent;
    link.setAttribute("aria-busy", "true");
    link.textContent = word("در حال ساختن…", "Being drawn…");
    let said = words;
    try {
      const format = link.dataset.format ?? "png";
      const picture = await compose(link);
      save(format === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await raster(picture),
        `${picture.name}.${format}`);
    } catch (error) {
      console.warn("no picture", error);
      said = word("ساخته نشد؛ دوباره", "Not drawn; try again");
    } finally {
      link.removeAttribute("aria-busy");
      link.textContent = said;
      if (said !== words) setTimeout(() => { link.textContent = words; }, 4000);
    }
  };

  const save = (blob, download) => {
    const href = URL.createObjectURL(blob);
    const link = document.body.appendChild(Object.assign(document.createElement("a"), { href, download, hidden: true }));
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  };

  const raster = async ({ svg, height }) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * WIDTH, height: 2 * height });
    canvas.getContext("2d").drawImage(image, 0, 0, 2 * WIDTH, 2 * height);
    return new Promise((done) => { canvas.toBlob(done, "image/png"); });
  };

  // ---- the frame --------------------------------------------------------------------------------------------

  const cardOf = (key) => document.querySelector(`.st-key-${CSS.escape(key)}`) ?? document.getElementById(key);

  //: A chart of which the library is still on its way is awaited.
  const awaited = async (key) => {
    for (let waited = 0; waited < 8000; waited += 150) {
      const card = cardOf(key);
      const ready = card && (!card.querySelector(".stPlotlyChart") || card.querySelector(".js-plotly-plot .modebar-btn"));
      if (ready) return card;
      await pause(150);
    }
    throw new Error(`nothing to draw under ${key}`);
  };

  const compose = async (link) => {
    const key = link.dataset.picture;
    const card = await awaited(key);
    const about = await (await fetch(link.dataset.about)).json();
    kept.mark ??= await (await fetch("/app/static/mark.svg")).text();
    const chart = card.querySelector(".js-plotly-plot");
    const stage = openStage();
    try {
      await stage.fonts.load("16px Vazirmatn").catch(() => null);
      const parts = partsOf(card, stage);
      const head = block(stage, headOf(stage, parts, about, link));
      const legend = parts.legends.length ? block(stage, legendOf(stage, parts)) : null;
      const foot = block(stage, footOf(stage, about, link.href));
      const top = MARGIN - 8 + head.height + (legend ? legend.height + 8 : 0) + 14;
      const below = foot.height + 24 + 26;
      const room = TALL - top - below;
      const body = chart ? await chartBody(chart, card, room) : cardBody(stage, parts.body, room);
      const height = Math.max(SHORT, Math.round(top + body.height + below));
      const drawn = [
        place(head, MARGIN, MARGIN - 8),
        legend ? place(legend, MARGIN, MARGIN - 8 + head.height + 8) : "",
        `<g transform="translate(${round(MARGIN + body.shift)} ${round(top + (height - top - below - body.height) / 2)}) `
          + `scale(${round(body.scale)})">${body.svg}</g>`,
        `<path d="M${MARGIN} ${height - foot.height - 38}H${WIDTH - MARGIN}" stroke="#23201B" stroke-width="2"/>`,
        place(foot, MARGIN, height - foot.height - 24),
      ];
      const font = await once("font", embeddedFont);
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${WIDTH}" `
        + `height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Vazirmatn, sans-serif" `
        + `text-rendering="geometricPrecision" xml:lang="${document.documentElement.lang}">`
        + `<title>${escaped(parts.title)}</title><desc>${escaped(about.citation)}</desc><style>${font}</style>`
        + `<rect width="${WIDTH}" height="${height}" fill="#FFFFFF"/>${drawn.join("")}</svg>`;
      const own = chart?._context.toImageButtonOptions.filename?.replace(/^demo-/, "") ?? `naqsheh-${key}`;
      return { svg, height, name: `${about.is_synthetic ? "demo-" : ""}${own}` };
    } finally {
      stage.defaultView.frameElement.remove();
    }
  };

  const place = (part, x, y) => `<g transform="translate(${x} ${round(y)})">${part.svg}</g>`;

  // A window of its own, wide and light, with the sheets of this page.
  const openStage = () => {
    const frame = document.createElement("iframe");
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.style.cssText = `position:fixed;left:-9000px;top:0;width:${WIDTH}px;height:${TALL}px;border:0`;
    document.body.append(frame);
    const stage = frame.contentDocument;
    const rules = [...document.styleSheets].flatMap((sheet) => {
      try { return [...sheet.cssRules].map((rule) => rule.cssText); } catch { return []; }
    });
    const own = ".nq-picture *{animation:none!important;transition:none!important}"
      + "[data-drawn]::before,[data-drawn]::after{content:none!important}"
      + ".nq-picture .nq-scroll{overflow:visible}"
      + ".nq-picture-head{display:flex;gap:24px;align-items:flex-start;justify-content:space-between}"
      + ".nq-picture-head p{font-size:19px!important;line-height:1.6!important;color:#575146}"
      + ".stApp [data-testid=stHtml] .nq-picture-head h1{font-size:33px;line-height:1.45;font-weight:750;color:#23201B}"
      + ".nq-picture-mark{flex:none;border:2px dashed #8A5A00;border-radius:8px;background:#FAEBC8;color:#8A5A00;"
      + "padding:3px 16px;font-size:19px;font-weight:700;line-height:1.7;margin-block-start:4px}"
      + ".nq-picture-real{border:2px solid #2B4A9B;background:#FFFFFF;color:#2B4A9B}"
      + ".nq-picture-legend .nq-legend{font-size:15.5px!important;gap:4px 28px;color:#575146}"
      + ".nq-picture-foot{display:grid;grid-template-columns:46px minmax(0,1fr) auto;gap:4px 18px;align-items:center}"
      + ".nq-picture-foot p{font-size:15px!important;line-height:1.6!important;color:#575146}"
      + ".nq-picture-foot b{font-weight:700;color:#23201B}"
      + ".nq-picture-address{direction:ltr;max-width:440px;overflow-wrap:anywhere;font-weight:700;color:#08716F;"
      + "font-size:16px;line-height:1.4}.nq-picture-long{font-size:12.5px;font-weight:600}"
      + ".nq-map .nq-long{font-size:10.4px!important;letter-spacing:-.01em}";
    const { lang, dir } = document.documentElement;
    stage.documentElement.lang = lang;
    stage.documentElement.dir = dir;
    stage.documentElement.style.colorScheme = "light";
    stage.head.append(Object.assign(stage.createElement("style"), { textContent: rules.join("\n") + own }));
    const app = stage.body.appendChild(Object.assign(stage.createElement("div"), { className: "stApp" }));
    app.style.cssText = "position:static;overflow:visible;background:#fff;color-scheme:light;inset:auto";
    return stage;
  };

  // Lay some elements out below each other in a width and write them as shapes.
  const block = (stage, elements, width = INNER) => {
    const room = layOut(stage, elements, width);
    const svg = draw(room, stage);
    const { height } = room.getBoundingClientRect();
    room.remove();
    return { svg, height, width };
  };

  const layOut = (stage, elements, width) => {
    const room = stage.createElement("div");
    room.className = "nq-picture";
    room.dataset.testid = "stHtml";
    room.style.cssText = `width:${width}px;position:relative;box-sizing:border-box`;
    room.append(...elements);
    stage.querySelector(".stApp").append(room);
    return room;
  };

  const make = (stage, tag, className, ...children) => {
    const element = Object.assign(stage.createElement(tag), { className });
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  // A card's finding, subtitle and keys are taken out of it; what is left is its body.
  const partsOf = (card, stage) => {
    const written = card.matches('[class*="st-key-"]') ? [...card.querySelectorAll('[data-testid="stHtml"]')] : [card];
    const copies = written.map((part) => stage.importNode(part, true));
    const sections = copies.flatMap((copy) => {
      const inner = copy.matches(".nq-card") ? copy : copy.querySelector(":scope > .nq-card:only-child");
      return [...(inner ?? copy).children];
    });
    const body = make(stage, "div", "", ...sections);
    const heading = body.querySelector("h1, h2, h3, h4");
    const title = heading?.textContent.trim() ?? "";
    const after = heading?.nextElementSibling;
    const subtitle = after?.matches(".nq-sub") ? after.textContent.trim() : "";
    if (subtitle) after.remove();
    heading?.remove();
    const legends = [...body.querySelectorAll(".nq-legend")];
    legends.forEach((legend) => legend.remove());
    body.querySelectorAll(LEFT_OUT).forEach((part) => part.remove());
    return { title, subtitle, legends, body };
  };

  const headOf = (stage, parts, about, link) => {
    // A subtitle that names a thing already is not told it again.
    const words = [parts.subtitle.replace(/[.。]$/, ""), about.place, about.domain, link.dataset.period || about.period];
    const plain = (text) => text.replace(/[\u2066-\u2069]/g, "").toLowerCase();
    const told = words.filter((text, at) => text && !words.slice(0, at).some((one) => plain(one).includes(plain(text))));
    const title = parts.title || link.dataset.title || "";
    const text = make(stage, "div", "", make(stage, "h1", "", title), make(stage, "p", "", told.join(" · ")));
    const marks = about.marks.map((mark) =>
      make(stage, "span", `nq-picture-mark${mark.is_synthetic ? "" : " nq-picture-real"}`, mark.word));
    return [make(stage, "div", "nq-picture-head", text, ...marks)];
  };

  const legendOf = (stage, parts) => [make(stage, "div", "nq-picture-legend", ...parts.legends)];

  const footOf = (stage, about, href) => {
    const address = new URL(href);
    const text = address.host + decodeURIComponent(address.pathname + address.search).replace(/\/$/, "");
    const shown = make(stage, "span", `nq-picture-address${text.length > 50 ? " nq-picture-long" : ""}`, text);
    const mark = make(stage, "img", "");
    mark.src = "/app/static/mark.svg";
    mark.style.cssText = "width:46px;height:46px";
    const source = make(stage, "p", "", make(stage, "b", "", about.source_word), " ", about.source);
    return [make(stage, "div", "nq-picture-foot", mark, make(stage, "div", "", source, make(stage, "p", "", about.edition)),
      shown)];
  };

  // ---- the body ---------------------------------------------------------------------------------------------

  // The widest letters at which the card still fits: a narrow layout is drawn larger.
  const cardBody = (stage, body, room) => {
    let best = null;
    for (const scale of [1.9, 1.7, 1.5, 1.35, 1.2, 1.1, 1]) {
      const width = Math.floor(INNER / scale);
      const trial = layOut(stage, [body.cloneNode(true)], width);
      const { height } = trial.getBoundingClientRect();
      const edge = trial.getBoundingClientRect();
      const over = [...trial.querySelectorAll("*")].some((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && (box.right > edge.right + 1 || box.left < edge.left - 1);
      });
      trial.remove();
      if (over) continue;
      // What is too long for the frame makes it longer and keeps letters that can be read.
      if (height * scale <= room || scale <= LEAST_SCALE) { best = { scale, width }; break; }
    }
    best ??= { scale: 1, width: INNER };
    const isMap = body.querySelector(MAPS) !== null;
    const drawn = block(stage, [body], best.width);
    const reach = drawn.svg.match(/data-reach="(-?[\d.]+) (-?[\d.]+)"/);
    const [left, right] = reach ? [Number(reach[1]), Number(reach[2])] : [0, best.width];
    // A map has no side on which it begins: it stands in the middle.
    const shift = isMap ? (INNER - (right - left) * best.scale) / 2 - left * best.scale : 0;
    return { svg: drawn.svg, scale: best.scale, height: drawn.height * best.scale, shift };
  };

  // The library draws the chart anew in the size of the frame; it hands a picture out only as a file, which is caught.
  const chartBody = async (chart, card, room) => {
    const width = Math.round(INNER / CHART_SCALE), height = Math.round(room / CHART_SCALE);
    const options = chart._context.toImageButtonOptions;
    const before = { ...options };
    const own = URL.createObjectURL;
    const halt = (event) => {
      if (event.target instanceof HTMLAnchorElement && event.target.href.startsWith("blob:")) event.preventDefault();
    };
    let text = "";
    try {
      Object.assign(options, { format: "svg", width, height, scale: 1 });
      const caught = new Promise((done, failed) => {
        URL.createObjectURL = (blob) => {
          if (blob.type.startsWith("image/svg")) done(blob.text());
          return own.call(URL, blob);
        };
        setTimeout(() => failed(new Error("the chart did not come")), 15000);
      });
      addEventListener("click", halt, true);
      chart.querySelector(".modebar-btn").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      text = await caught;
      await pause(0);
    } finally {
      URL.createObjectURL = own;
      removeEventListener("click", halt, true);
      for (const name of Object.keys(options)) if (!(name in before)) delete options[name];
      Object.assign(options, before);
    }
    const root = new DOMParser().parseFromString(light(text, card), "image/svg+xml").documentElement;
    root.querySelectorAll("[class]").forEach((part) => part.removeAttribute("class"));
    const svg = [...root.childNodes].map((part) => new XMLSerializer().serializeToString(part)).join("");
    return { svg, scale: CHART_SCALE, height: height * CHART_SCALE, shift: 0 };
  };

  // A chart of a dark page has the colours of the dark scheme in it; paper is light.
  const light = (text, card) => {
    const pairs = once("pairs", () => [...document.querySelectorAll("style")].flatMap((style) =>
      [...style.textContent.matchAll(/--[\w-]+:light-dark\((#\w{6}),(#\w{6})\)/g)].map((pair) => [rgb(pair[1]), rgb(pair[2])])));
    const dark = new Map(pairs.map(([day, night]) => [night, day]));
    const ground = getComputedStyle(card).backgroundColor;
    if (!dark.has(ground) || pairs.some(([day]) => day === ground)) return text;
    return text.replace(/rgb\(\d+, \d+, \d+\)/g, (colour) => dark.get(colour) ?? colour)
      .replace(/#[0-9a-f]{6}\b/gi, (colour) => dark.get(rgb(colour)) ?? colour);
  };

  const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;

  const embeddedFont = async () => {
    const bytes = new Uint8Array(await (await fetch(FONT)).arrayBuffer());
    let letters = "";
    for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return `@font-face{font-family:Vazirmatn;src:url(data:font/woff2;base64,${btoa(letters)}) format("woff2");`
      + "font-weight:100 900}";
  };

  // ---- from a laid-out page to shapes -----------------------------------------------------------------------

  const round = (number) => Math.round(number * 100) / 100;
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
  let patterns = 0;

  const draw = (room, stage) => {
    bePlain(room, stage);
    const origin = room.getBoundingClientRect();
    const out = [], reach = { left: Infinity, right: -Infinity };
    const canvas = stage.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const pen = { out, origin, canvas, stage, reach, colours: new Map() };
    for (const child of room.children) drawElement(pen, child);
    const span = reach.right > reach.left ? ` data-reach="${round(reach.left)} ${round(reach.right)}"` : "";
    return `<g${span}>${out.join("")}</g>`;
  };

  // What a style sheet writes before and after an element becomes an element, which has a place.
  const bePlain = (room, stage) => {
    const view = stage.defaultView;
    for (const element of [...room.querySelectorAll("*")]) {
      for (const side of ["::before", "::after"]) {
        const style = view.getComputedStyle(element, side);
        if (["none", "normal", ""].includes(style.content)) continue;
        const text = style.content.replace(/attr\(([\w-]+)\)/g, (_, name) => `"${element.getAttribute(name) ?? ""}"`);
        const made = stage.createElement("span");
        made.textContent = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((part) => part[1]).join("");
        made.style.cssText = [...style].filter((name) => name !== "content" && !/^(inset-|inline-|block-|margin-(in|bl))/.test(name))
          .map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
        element[side === "::before" ? "prepend" : "append"](made);
      }
      element.dataset.drawn = "";
    }
  };

  const colourOf = (pen, css) => {
    if (!pen.colours.has(css)) {
      pen.canvas.clearRect(0, 0, 1, 1);
      pen.canvas.fillStyle = css;
      pen.canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pen.canvas.getImageData(0, 0, 1, 1).data;
      const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
      pen.colours.set(css, { hex, alpha: round(alpha / 255) });
    }
    return pen.colours.get(css);
  };

  const paint = (pen, css, kind = "fill") => {
    const { hex, alpha } = colourOf(pen, css);
    return `${kind}="${hex}"${alpha < 1 ? ` ${kind}-opacity="${alpha}"` : ""}`;
  };

  const drawElement = (pen, element) => {
    const style = pen.stage.defaultView.getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return;
    if (style.clipPath.startsWith("inset(50%")) return;
    const opacity = Number(style.opacity) < 1;
    if (opacity) pen.out.push(`<g opacity="${style.opacity}">`);
    const boxes = style.display === "inline" ? [...element.getClientRects()] : [element.getBoundingClientRect()];
    for (const box of boxes) if (box.width > 0 && box.height > 0) drawBox(pen, element, style, box);
    if (element.tagName === "IMG" || element.tagName === "svg") drawImage(pen, element, style);
    else {
      for (const child of element.childNodes) {
        if (child.nodeType === 1) drawElement(pen, child);
        else if (child.nodeType === 3) drawText(pen, child, style);
      }
    }
    if (opacity) pen.out.push("</g>");
  };

  const drawBox = (pen, element, style, box) => {
    const turned = /^matrix\(([-\d.e]+), ([-\d.e]+)/.exec(style.transform);
    const angle = turned ? Math.round(Math.atan2(Number(turned[2]), Number(turned[1])) * 180 / Math.PI) : 0;
    let { width, height } = box;
    let x = box.left - pen.origin.left, y = box.top - pen.origin.top;
    let around = "";
    if (angle % 180) {
      [x, y] = [x + width / 2 - element.offsetWidth / 2, y + height / 2 - element.offsetHeight / 2];
      ({ offsetWidth: width, offsetHeight: height } = element);
      around = ` transform="rotate(${angle} ${round(x + width / 2)} ${round(y + height / 2)})"`;
    }
    const shape = { x, y, width, height, radius: Math.min(radiusOf(style, width), width / 2, height / 2) };
    const ground = colourOf(pen, style.backgroundColor);
    const mask = style.maskImage && style.maskImage !== "none" ? style.maskImage : style.webkitMaskImage;
    if (mask?.startsWith("url(")) {
      if (ground.alpha) pen.out.push(nested(pen, decoded(mask), shape, ground.hex, "xMidYMid"));
      reached(pen, shape);
      return;
    }
    const outline = outlineOf(style, shape);
    if (ground.alpha) pen.out.push(`${outline}${around} ${paint(pen, style.backgroundColor)}/>`);
    for (const layer of layersOf(style).reverse()) drawLayer(pen, layer, style, shape, outline, around);
    drawBorders(pen, style, shape, around);
    if (ground.alpha || style.backgroundImage !== "none" || parseFloat(style.borderTopWidth)) reached(pen, shape);
  };

  const reached = (pen, { x, width }) => {
    pen.reach.left = Math.min(pen.reach.left, x);
    pen.reach.right = Math.max(pen.reach.right, x + width);
  };

  const radiusOf = (style, width) => {
    const value = style.borderTopLeftRadius;
    return value.includes("%") ? parseFloat(value) * width / 100 : parseFloat(value) || 0;
  };

  const outlineOf = (style, { x, y, width, height, radius }) => {
    const polygon = /^polygon\((.*)\)$/.exec(style.clipPath);
    if (polygon) {
      const corners = polygon[1].split(",").map((corner) => corner.trim().split(" ").map((part, at) =>
        round((at ? y : x) + (part.includes("%") ? parseFloat(part) / 100 * (at ? height : width) : parseFloat(part)))).join(","));
      return `<polygon points="${corners.join(" ")}"`;
    }
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`
      + `${radius ? ` rx="${round(radius)}"` : ""}`;
  };

  const split = (text) => {
    const parts = [];
    let depth = 0, part = "";
    for (const sign of text) {
      depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
      if (sign === "," && !depth) { parts.push(part.trim()); part = ""; } else part += sign;
    }
    return [...parts, part.trim()];
  };

  const layersOf = (style) => {
    if (style.backgroundImage === "none") return [];
    const sizes = split(style.backgroundSize), positions = split(style.backgroundPosition), repeats = split(style.backgroundRepeat);
    return split(style.backgroundImage).map((image, at) => ({
      image, size: sizes[at % sizes.length], position: positions[at % positions.length], repeat: repeats[at % repeats.length],
    }));
  };

  const length = (text, whole) => (text.includes("%") ? parseFloat(text) * whole / 100 : parseFloat(text));

  const drawLayer = (pen, layer, style, shape, outline, around) => {
    if (layer.image.startsWith("url(")) {
      pen.out.push(nested(pen, decoded(layer.image), shape, null, "xMidYMid"));
      return;
    }
    const [w, h = "auto"] = layer.size.split(" ");
    const width = ["auto", "cover", "contain"].includes(w) ? shape.width : length(w, shape.width);
    const height = ["auto", "cover", "contain"].includes(h) ? shape.height : length(h, shape.height);
    const whole = width >= shape.width - 0.5 && height >= shape.height - 0.5;
    const [px, py = "50%"] = layer.position.split(" ");
    const at = (text, free) => (/^[-\d.]+%$/.test(text) ? free * parseFloat(text) / 100 : parseFloat(text) || 0);
    const area = whole || layer.repeat.startsWith("repeat") ? shape
      : { ...shape, x: shape.x + at(px, shape.width - width), y: shape.y + at(py, shape.height - height), width, height, radius: 0 };
    const fill = gradient(pen, layer.image, area);
    if (!fill) return;
    const drawn = area === shape ? outline : outlineOf({ clipPath: style.clipPath.startsWith("polygon") ? "none" : style.clipPath }, area);
    pen.out.push(`${drawn}${around} ${fill}/>`);
  };

  // Hatches are gradients that repeat, in CSS as in SVG.
  const gradient = (pen, image, { x, y, width, height }) => {
    const found = /^(repeating-)?(linear|radial)-gradient\((.*)\)$/s.exec(image);
    if (!found) return "";
    const parts = split(found[3]);
    const stops = [];
    let angle = 180, first = 0;
    if (found[2] === "linear") {
      const turn = /^([-\d.]+)deg$/.exec(parts[0]);
      const side = /^to (.*)$/.exec(parts[0]);
      if (turn) angle = Number(turn[1]);
      if (side) angle = { top: 0, right: 90, bottom: 180, left: 270 }[side[1]] ?? 135;
      first = turn || side ? 1 : 0;
    } else if (!/^(rgb|#|color|transparent|oklab)/.test(parts[0])) first = 1;
    const radians = angle * Math.PI / 180;
    const line = found[2] === "radial" ? Math.hypot(width, height) / 2
      : Math.abs(width * Math.sin(radians)) + Math.abs(height * Math.cos(radians));
    for (const part of parts.slice(first)) {
      const [, colour, places] = /^((?:[a-z-]+\([^)]*\))|#\w+|\w+)\s*(.*)$/.exec(part) ?? [];
      if (!colour) return "";
      for (const one of places ? places.split(" ") : [""]) stops.push({ colour, at: one ? length(one, line) : null });
    }
    if (stops.length === 0) return "";
    stops[0].at ??= 0;
    stops.at(-1).at ??= line;
    stops.forEach((stop, at) => { stop.at ??= (stops[at - 1].at + line) / 2; });
    const end = found[1] ? stops.at(-1).at : line;
    if (!end) return "";
    const id = `nq-p${patterns += 1}`;
    const colours = stops.map(({ colour, at }) => `<stop offset="${round(100 * at / end) / 100}" ${paint(pen, colour, "stop").replace("stop=", "stop-color=")}/>`);
    const middle = [x + width / 2, y + height / 2];
    if (found[2] === "radial") {
      pen.out.push(`<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${round(middle[0])}" cy="${round(middle[1])}" r="${round(end)}">${colours.join("")}</radialGradient>`);
      return `fill="url(#${id})"`;
    }
    const [dx, dy] = [Math.sin(radians), -Math.cos(radians)];
    const begin = [middle[0] - dx * line / 2, middle[1] - dy * line / 2];
    pen.out.push(`<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${round(begin[0])}" y1="${round(begin[1])}" `
      + `x2="${round(begin[0] + dx * end)}" y2="${round(begin[1] + dy * end)}"${found[1] ? ' spreadMethod="repeat"' : ""}>${colours.join("")}</linearGradient>`);
    return `fill="url(#${id})"`;
  };

  const drawBorders = (pen, style, { x, y, width, height, radius }, around) => {
    const sides = ["Top", "Right", "Bottom", "Left"].map((name) => ({
      width: parseFloat(style[`border${name}Width`]) || 0,
      kind: style[`border${name}Style`],
      colour: style[`border${name}Color`],
    }));
    const shown = sides.map((side) => side.width > 0 && !["none", "hidden"].includes(side.kind) && colourOf(pen, side.colour).alpha > 0);
    if (!shown.some(Boolean)) return;
    const dash = ({ kind, width: w }) => (kind === "dashed" ? ` stroke-dasharray="${round(2.5 * w + 1)} ${round(1.5 * w + 1)}"`
      : kind === "dotted" ? ` stroke-dasharray="${w} ${w}"` : "");
    const same = shown.every(Boolean) && sides.every((side) => side.width === sides[0].width && side.kind === sides[0].kind && side.colour === sides[0].colour);
    if (same) {
      const half = sides[0].width / 2;
      pen.out.push(`<rect x="${round(x + half)}" y="${round(y + half)}" width="${round(Math.max(0, width - 2 * half))}" height="${round(Math.max(0, height - 2 * half))}"`
        + `${radius ? ` rx="${round(Math.max(0, radius - half))}"` : ""} fill="none" ${paint(pen, sides[0].colour, "stroke")} stroke-width="${sides[0].width}"${dash(sides[0])}${around}/>`);
      return;
    }
    const half = sides.map((side) => side.width / 2);
    const lines = [
      [x, y + half[0], x + width, y + half[0]], [x + width - half[1], y, x + width - half[1], y + height],
      [x, y + height - half[2], x + width, y + height - half[2]], [x + half[3], y, x + half[3], y + height],
    ];
    lines.forEach(([x1, y1, x2, y2], at) => {
      if (!shown[at]) return;
      pen.out.push(`<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" ${paint(pen, sides[at].colour, "stroke")} stroke-width="${sides[at].width}"${dash(sides[at])}${around}/>`);
    });
  };

  const decoded = (address) => {
    const inside = address.replace(/^url\(["']?/, "").replace(/["']?\)$/, "").replace(/\\(["'])/g, "$1");
    return inside.startsWith("data:image/svg+xml,") ? decodeURIComponent(inside.slice(19)) : "";
  };

  // Another drawing becomes a part of this one; a mask is filled with the colour that it lets through.
  const nested = (pen, source, { x, y, width, height }, colour, fit) => {
    if (!source) return "";
    const root = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
    if (root.tagName !== "svg") return "";
    for (const [name, value] of Object.entries({ x, y, width, height })) root.setAttribute(name, round(value));
    root.setAttribute("preserveAspectRatio", fit);
    root.removeAttribute("class");
    root.removeAttribute("style");
    if (colour) {
      root.setAttribute("fill", colour);
      for (const part of root.querySelectorAll("*")) {
        for (const name of ["fill", "stroke"]) {
          if (part.hasAttribute(name) && part.getAttribute(name) !== "none") part.setAttribute(name, colour);
        }
      }
    }
    return new XMLSerializer().serializeToString(root);
  };

  const drawImage = (pen, element, style) => {
    const box = element.getBoundingClientRect();
    const shape = { x: box.left - pen.origin.left, y: box.top - pen.origin.top, width: box.width, height: box.height };
    const source = element.tagName === "svg" ? new XMLSerializer().serializeToString(element)
      : element.src.startsWith("data:image/svg") ? decodeURIComponent(element.src.replace(/^data:image\/svg\+xml[^,]*,/, ""))
        : kept.mark ?? "";
    pen.out.push(nested(pen, source, shape, null, style.objectPosition.endsWith("100%") ? "xMidYMax" : "xMidYMid"));
    reached(pen, shape);
  };

  // A text is written line by line, in its own direction, from its own edge.
  const drawText = (pen, node, style) => {
    if (!node.data.trim()) return;
    const lines = [];
    const range = pen.stage.createRange();
    for (const found of node.data.matchAll(/\S+/g)) {
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      for (const piece of piecesOf(range, node, found)) {
        const line = lines.at(-1);
        if (line && Math.abs(line.top - piece.top) < 3) {
          line.text += piece.joined ? piece.text : ` ${piece.text}`;
          line.left = Math.min(line.left, piece.left);
          line.right = Math.max(line.right, piece.right);
        } else lines.push(piece);
      }
    }
    const size = parseFloat(style.fontSize);
    const mono = /monospace/.test(style.fontFamily) && !/Vazirmatn/.test(style.fontFamily);
    pen.canvas.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
    const measure = pen.canvas.measureText("ن");
    const [up, down] = [measure.fontBoundingBoxAscent, measure.fontBoundingBoxDescent];
    const rtl = style.direction === "rtl";
    for (const line of lines) {
      const x = (rtl ? line.right : line.left) - pen.origin.left;
      const y = line.top - pen.origin.top + (line.bottom - line.top - up - down) / 2 + up;
      reached(pen, { x: line.left - pen.origin.left, width: line.right - line.left });
      pen.out.push(`<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${style.fontWeight}" `
        + `direction="${rtl ? "rtl" : "ltr"}" unicode-bidi="embed"${mono ? ' font-family="monospace"' : ""} ${paint(pen, style.color)}>${escaped(line.text)}</text>`);
    }
  };

  // A word that is broken over lines is taken letter by letter.
  const piecesOf = (range, node, found) => {
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    if (!boxes.length) return [];
    const top = Math.min(...boxes.map((box) => box.top)), bottom = Math.max(...boxes.map((box) => box.bottom));
    if (bottom - top < 1.5 * boxes[0].height) {
      return [{ text: found[0], top, bottom, left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)), joined: false }];
    }
    const pieces = [];
    for (let at = 0; at < found[0].length; at += 1) {
      range.setStart(node, found.index + at);
      range.setEnd(node, found.index + at + 1);
      const box = range.getBoundingClientRect();
      const line = pieces.at(-1);
      if (line && (!box.width || Math.abs(line.top - box.top) < 3)) {
        line.text += found[0][at];
        if (box.width) { line.left = Math.min(line.left, box.left); line.right = Math.max(line.right, box.right); }
      } else pieces.push({ text: found[0][at], top: box.top, bottom: box.bottom, left: box.left, right: box.right, joined: at > 0 });
    }
    return pieces;
  };

  // ---- a workbook of what is seen ----------------------------------------------------------------------------

  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-workbook]") : null;
    const table = link && event.button === 0 ? seenTable(link) : null;
    if (!table) return;
    event.preventDefault();
    fetch(link.href, { method: "POST", body: JSON.stringify(table) }).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "");
      save(await answer.blob(), name?.[1] ?? "naqsheh.xlsx");
    }).catch(() => { location.assign(link.href); });
  }, true);

  const wordsOf = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('[aria-hidden="true"], details, .nq-chip-demo').forEach((part) => part.remove());
    copy.querySelectorAll("br, div, p, li").forEach((part) => part.before(" "));
    return (copy.textContent.replace(/\s+/g, " ").trim() || cell.querySelector("[aria-label]")?.getAttribute("aria-label")
      || cell.getAttribute("aria-label") || cell.querySelector("[title]")?.title || "").trim();
  };

  // The table of the card, in sight or behind the chart; bars with names are one, too.
  const seenTable = (link) => {
    const card = link.closest('.nq-card, [class*="st-key-card-"]');
    if (!card) return null;
    const heading = card.querySelector("h1, h2, h3, h4");
    const subtitle = heading?.nextElementSibling?.matches(".nq-sub") ? wordsOf(heading.nextElementSibling) : "";
    const found = card.querySelector("table");
    let headings, rows;
    if (found) {
      headings = [...found.querySelectorAll("thead tr:last-child > *")].map(wordsOf);
      rows = [...found.querySelectorAll("tbody tr")].map((row) => [...row.children]).filter((row) => row.length === headings.length);
    } else {
      const bars = card.querySelector("dl.nq-bars");
      if (!bars) return null;
      headings = [word("نام", "Name"), word("مقدار", "Value")];
      rows = [...bars.querySelectorAll(":scope > dt")].map((name) => [name, name.nextElementSibling]).filter(([, value]) => value);
    }
    if (!rows.length) return null;
    // A column of links that all say the same leads somewhere and tells nothing.
    const kept = headings.map((_, at) => at).filter((at) => at === 0 || rows.length === 1
      || !rows.every((row) => !wordsOf(row[at]) || (row[at].querySelector("a") && wordsOf(row[at]) === wordsOf(rows[0][at]))));
    return {
      title: heading ? wordsOf(heading) : "",
      lines: subtitle ? [subtitle] : [],
      headings: kept.map((at) => headings[at]),
      rows: rows.map((row) => kept.map((at) => wordsOf(row[at]))),
    };
  };

  // ---- the menu under a chart, and paper --------------------------------------------------------------------

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest?.("details.nq-tools[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // On paper nothing can be opened: folds stand open while it is printed, and close again after. A chart that is laid
  // out anew for the width of a sheet would not be ready in time, so a copy of it as it stands is printed.
  let undo = [];
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) {
      if (part.closest(".nq-tools")) continue;
      part.open = true;
      undo.push(() => { part.open = false; });
    }
    keepStills();
    for (const holder of document.querySelectorAll('[data-testid="stElementContainer"]')) {
      if (!stills.has(holder)) continue;
      const copy = Object.assign(document.createElement("div"), { className: "nq-still", innerHTML: stills.get(holder) });
      holder.before(copy);
      undo.push(() => copy.remove());
    }
    for (const image of document.querySelectorAll('img[src^="data:image/svg+xml,"]')) {
      const before = image.src, now = light(decodeURIComponent(before), document.querySelector(".nq-card, .nq-tile") ?? image);
      if (now === decodeURIComponent(before)) continue;
      image.src = `data:image/svg+xml,${encodeURIComponent(now.replace(/^data:image\/svg\+xml,/, ""))}`;
      undo.push(() => { image.src = before; });
    }
    const style = document.head.appendChild(Object.assign(document.createElement("style"), { textContent: runningHead() }));
    undo.push(() => style.remove());
  });
  addEventListener("afterprint", () => {
    undo.forEach((back) => back());
    undo = [];
  });

  // A browser may take a chart away for its new width before it says that it prints: its copy is kept beforehand.
  const stills = new WeakMap();
  const keepStills = () => {
    if (matchMedia("print").matches) return;
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      const holder = chart.closest('[data-testid="stElementContainer"]');
      const { width, height } = chart.getBoundingClientRect();
      if (holder && width && chart.querySelector(".main-svg")) stills.set(holder, stillOf(chart, width, height));
    }
  };
  let keeping = 0;
  new MutationObserver(() => {
    keeping ||= setTimeout(() => { keeping = 0; keepStills(); }, 400);
  }).observe(document.documentElement, { childList: true, subtree: true });

  const stillOf = (chart, width, height) => {
    const inside = [...chart.querySelectorAll(".main-svg")].map((part) => new XMLSerializer().serializeToString(part)).join("");
    const own = light(inside, chart.closest('[class*="st-key-"]') ?? chart).replace(/\bid="/g, 'id="still-')
      .replace(/url\((&quot;|"|')?#/g, "url($1#still-").replace(/href="#/g, 'href="#still-');
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">${own}</svg>`;
  };

  // What stands on every sheet: what it is, of which version and day, and where it can be seen again.
  const runningHead = () => {
    const quoted = (text) => `"${text.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim().replace(/["\\]/g, "\\$&")}"`;
    const version = document.querySelector(".nq-version")?.textContent ?? document.querySelector(".nq-foot")?.textContent ?? "";
    const demo = document.querySelector(".nq-banner") ? word("نمایشی · ", "Demo · ") : "";
    const [begin, end] = persian() ? ["right", "left"] : ["left", "right"];
    const direction = `direction:${persian() ? "rtl" : "ltr"};font:9px Vazirmatn,sans-serif;color:#575146;white-space:nowrap`;
    const page = persian() ? "counter(page,persian) \" از \" counter(pages,persian)" : 'counter(page) " of " counter(pages)';
    const address = `${location.host}${decodeURIComponent(location.pathname + location.search)}`;
    const day = new Date().toLocaleDateString(persian() ? "fa-IR-u-ca-persian" : "en-GB", { year: "numeric", month: "long", day: "numeric" });
    return `@page{@top-${begin}{content:${quoted(demo + document.title)};${direction};font-weight:700}`
      + `@top-${end}{content:${quoted(`${version} · ${word("چاپ", "printed")} ${day}`)};${direction}}`
      + `@bottom-${begin}{content:${quoted(address.slice(0, 110))};${direction};direction:ltr}@bottom-${end}{content:${page};${direction}}}`;
  };
})();
