// The chat's signs, drawn as lines in the colour of the text. Must not know where they stand.

const PATHS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  back: 'M20 12H5M11 6l-6 6 6 6',
  cross: 'M6 6l12 12M18 6L6 18',
  exit: 'M14 4h6v16h-6M4 12h11M11 8l4 4-4 4',
  send: 'M5 12h14M13 6l6 6-6 6',
  tel: 'M6 3h4l1.5 5-2.5 1.5a11 11 0 0 0 5.5 5.5L16 12.5l5 1.5v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z',
  mailto: 'M3 6h18v12H3zM3 7l9 6 9-6',
  https: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  alert: 'M12 4l9.5 16h-19zM12 10v4M12 17v.1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  down: 'M6 9l6 6 6-6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7',
  save: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  data: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7',
  bin: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
} as const;

export type IconName = keyof typeof PATHS;

/** `turns` mirrors the sign where text runs from right to left. */
export function Icon({ name, turns = false }: { name: IconName; turns?: boolean }) {
  return (
    <svg class={turns ? 'icon turns' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
