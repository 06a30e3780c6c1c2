/** TypeScript knows nothing of the Shape Detection API. */
export interface Detector {
	detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}
type Detecting = { new (wish: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

/** What of the browser reads QR codes; null where it cannot, though it may have the name (a phone without Google's services). */
export async function readsCodes(): Promise<Detecting | null> {
	const { BarcodeDetector: own } = globalThis as { BarcodeDetector?: Detecting };
	const formats = await own?.getSupportedFormats().catch((): string[] => []);
	return own && formats?.includes('qr_code') ? own : null;
}
