import type { LucideIcon } from '@lucide/svelte';

/** An icon as a component: `import Plus from '@lucide/svelte/icons/plus'`. Never the package's index, which holds all of them. */
export type IconComponent = LucideIcon;
