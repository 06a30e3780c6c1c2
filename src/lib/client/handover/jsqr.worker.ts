import jsqr from 'jsqr';

interface Seen {
	readonly data: Uint8ClampedArray;
	readonly width: number;
	readonly height: number;
}

self.onmessage = ({ data: { data, width, height } }: MessageEvent<Seen>) => {
	// Black on white, as our own screens show it in every theme
	self.postMessage(jsqr(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null);
};
