import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import Clock from '@lucide/svelte/icons/clock';
import Pause from '@lucide/svelte/icons/pause';
import Pencil from '@lucide/svelte/icons/pencil';
import Tag from '@lucide/svelte/icons/tag';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { IconComponent } from './icon.ts';

/** How a fact stands; each has an icon of its own, so that colour never speaks alone. */
export type Tone = 'done' | 'waiting' | 'attention' | 'draft' | 'paused' | 'out' | 'offer';

export const toneIcons: Record<Tone, IconComponent> = {
	done: Check,
	waiting: Clock,
	attention: TriangleAlert,
	draft: Pencil,
	paused: Pause,
	out: Ban,
	offer: Tag,
};
