export type PlaceFault = 'half-a-place' | 'not-a-coordinate' | 'outside-thailand' | 'far-from-province';
export type PlaceReading =
	{ kind: 'ok'; lat: number; lng: number } | { kind: 'none' } | { kind: 'bad'; reason: PlaceFault };

/** Degrees (WGS 84): the outermost points of the country. */
const LAT = { from: 5.6, to: 20.5 };
const LNG = { from: 97.3, to: 105.7 };
/** Degrees from the middle of a province; the widest reach 1.5, a village of the next province is let pass. */
const REACH = 1.7;

/** The middle of each province, latitude and longitude in tenths of a degree. */
const MIDDLES = `10 137 1005|11 136 1006|12 139 1004|13 140 1006|14 143 1005|15 146 1004|16 150 1008|17 149 1004
18 152 1001|19 146 1009|20 132 1012|21 128 1014|22 128 1021|23 123 1025|24 136 1014|25 140 1016|26 142 1011|27 138 1022
30 150 1022|31 149 1030|32 149 1037|33 149 1043|34 152 1050|35 159 1043|36 160 1018|37 159 1047|38 182 1037|39 172 1023
40 164 1026|41 174 1029|42 174 1016|43 178 1028|44 160 1032|45 160 1037|46 166 1036|47 174 1038|48 173 1044|49 165 1045
50 188 988|51 181 990|52 184 996|53 177 1004|54 182 1001|55 188 1008|56 192 1002|57 198 999|58 188 980|60 157 1001
61 154 996|62 163 995|63 167 989|64 172 998|65 169 1005|66 162 1004|67 163 1011|70 136 996|71 145 991|72 145 999
73 139 1001|74 135 1002|75 134 999|76 130 996|77 119 997|80 84 998|81 81 990|82 86 985|83 79 984|84 91 992|85 100 987
86 104 991|90 70 1005|91 68 1000|92 75 996|93 75 1000|94 67 1013|95 63 1012|96 62 1017`;

const MIDDLE = new Map(
	MIDDLES.split(/[|\n]/u).map((entry) => {
		const [code = '', lat = '', lng = ''] = entry.trim().split(' ');
		return [code, { lat: Number(lat) / 10, lng: Number(lng) / 10 }] as const;
	}),
);

const isEmpty = (text: string) => /^[\s\-–—0.]*$/u.test(text);
const isLat = (value: number) => value >= LAT.from && value <= LAT.to;
const isLng = (value: number) => value >= LNG.from && value <= LNG.to;

/** A latitude and a longitude cell. The two halves typed in each other's column are put right: no place fits both ways. */
export function readPlace(latText: string, lngText: string, province: string): PlaceReading {
	const [latEmpty, lngEmpty] = [isEmpty(latText), isEmpty(lngText)];
	if (latEmpty && lngEmpty) return { kind: 'none' };
	if (latEmpty || lngEmpty) return { kind: 'bad', reason: 'half-a-place' };
	const [a, b] = [readDegrees(latText), readDegrees(lngText)];
	if (a === null || b === null) return { kind: 'bad', reason: 'not-a-coordinate' };
	const [lat, lng] = isLng(a) && isLat(b) ? [b, a] : [a, b];
	if (!isLat(lat) || !isLng(lng)) return { kind: 'bad', reason: 'outside-thailand' };
	const middle = MIDDLE.get(province);
	if (middle && Math.hypot(lat - middle.lat, lng - middle.lng) > REACH)
		return { kind: 'bad', reason: 'far-from-province' };
	return { kind: 'ok', lat, lng };
}

function readDegrees(text: string): number | null {
	const plain = text.trim().replace(/°|\s/gu, '').replace(',', '.');
	return /^\d{1,3}(?:\.\d+)?$/u.test(plain) ? Number(plain) : null;
}
