import { lazily } from './lazy.svelte.ts';
import { product } from './th/product.ts';

export const productWords = lazily(product, async () => (await import('./en/product.ts')).product);
