const h = (hours: number) => hours * 60;

/**
 * Minutes east of UTC for the abbreviations that news feeds use. Where one means several zones, the one that news feeds mean:
 * CST and EST are North American (RFC 822), BST is British, IST Indian.
 */
const byName: Record<string, number> = {
  ...{ z: 0, utc: 0, ut: 0, gmt: 0, uct: 0, wet: 0, zulu: 0 },
  ...{ est: h(-5), edt: h(-4), et: h(-5), cst: h(-6), cdt: h(-5), ct: h(-6), mst: h(-7), mdt: h(-6), mt: h(-7) },
  ...{ pst: h(-8), pdt: h(-7), pt: h(-8), akst: h(-9), akdt: h(-8), hst: h(-10), ast: h(-4), adt: h(-3), at: h(-4) },
  ...{
    nst: -210,
    ndt: -150,
    brt: h(-3),
    brst: h(-2),
    art: h(-3),
    clt: h(-4),
    clst: h(-3),
    cot: h(-5),
    pet: h(-5),
    vet: h(-4),
  },
  ...{ bst: h(1), west: h(1), cet: h(1), cest: h(2), met: h(1), mest: h(2), mez: h(1), mesz: h(2) },
  ...{ eet: h(2), eest: h(3), sast: h(2), cat: h(2), eat: h(3), wat: h(1), idt: h(3), trt: h(3) },
  ...{ msk: h(3), msd: h(4), samt: h(4), get: h(4), azt: h(4), amt: h(4), gst: h(4), irst: 210, irdt: 270, aft: 270 },
  ...{ yekt: h(5), pkt: h(5), uzt: h(5), ist: 330, npt: 345, omst: h(6), almt: h(6), bdt: h(6), mmt: 390 },
  ...{
    krat: h(7),
    novt: h(7),
    wib: h(7),
    ict: h(7),
    irkt: h(8),
    wita: h(8),
    hkt: h(8),
    sgt: h(8),
    myt: h(8),
    pht: h(8),
  },
  ...{
    ulat: h(8),
    awst: h(8),
    kst: h(9),
    jst: h(9),
    yakt: h(9),
    wit: h(9),
    pyt: h(9),
    vlat: h(10),
    aest: h(10),
    chst: h(10),
  },
  ...{ aedt: h(11), acst: 570, acdt: 630, magt: h(11), sakt: h(11), pett: h(12), nzst: h(12), nzdt: h(13) },
  // RFC 822's one-letter zones are not here: RFC 2822 §4.3 says that their signs were published wrong and to read them as UTC.
};

/**
 * The offset that stands at the end of a date; 0 for none and, as RFC 2822 §4.3 has it, for a name that nobody knows. Undefined for a
 * number that is no place's.
 */
export function zoneOffsetMinutes(text: string): number | undefined {
  const zone = text
    .replace(/\(([^)]*)\)\s*$/, ' $1')
    .trim()
    .replace(/^etc\//i, '');
  if (zone === '') return 0;
  const numeric = /^(?:utc|gmt|ut|z)?\s*([+\-−–])\s*(\d{1,2}):?(\d{2})?(?![\d:])/i.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    // Beyond ±15 hours there is no such place: https://data.iana.org/time-zones/theory.html
    if (minutes > 15 * 60 || Number(numeric[3] ?? 0) > 59) return undefined;
    return numeric[1] === '+' ? minutes : -minutes || 0;
  }
  const name = /^([a-z]+)(?:$|[^a-z])/i.exec(zone)?.[1]?.toLowerCase();
  if (name !== undefined && Object.hasOwn(byName, name)) return byName[name];
  return /^[+\-−–:\d]/.test(zone) ? undefined : 0;
}
