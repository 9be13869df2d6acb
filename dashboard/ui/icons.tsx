import type { SVGProps } from 'react'

/** One stroke of 2 on a grid of 24. Decoration: what a button does, its label says. */
function drawn(path: string) {
  return function Icon(props: SVGProps<SVGSVGElement>) {
    return (
      <svg
        viewBox="0 0 24 24"
        width="24"
        height="24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...props}
      >
        <path d={path} />
      </svg>
    )
  }
}

export const ArrowDown = drawn('M12 4.5v15M5.5 13l6.5 6.5 6.5-6.5')
export const BookOpen = drawn('M12 6.5C9.8 5 6.8 4.5 3.5 4.5v13.5c3.3 0 6.3.5 8.5 2 2.2-1.5 5.2-2 8.5-2V4.5c-3.3 0-6.3.5-8.5 2zM12 6.5V20')
export const Check = drawn('M4.5 12.5l5 5 10-11')
export const ChevronLeft = drawn('M15 5l-7 7 7 7')
export const Copy = drawn('M9 9h11.5v11.5H9zM5.5 15h-2V3.5H15v2')
export const Ellipsis = drawn('M5 11.5v1M12 11.5v1M19 11.5v1')
export const Eye = drawn('M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5')
export const Gauge = drawn('M4.6 18.5a9 9 0 1 1 14.8 0M12 14l4-4.5M12 14h.01')
export const Hand = drawn(
  'M8 13V6.5a1.5 1.5 0 0 1 3 0V11M11 11V5a1.5 1.5 0 0 1 3 0v6M14 11V6.5a1.5 1.5 0 0 1 3 0V14a6.5 6.5 0 0 1-6.5 6.5c-2.7 0-4.2-1.3-5.4-3.4l-1.9-3.3a1.5 1.5 0 0 1 2.5-1.6L8 14.5',
)
export const Inbox = drawn('M3.5 13h5l1.5 3h4l1.5-3h5M3.5 13l3-8h11l3 8v7h-17z')
export const Lock = drawn('M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3')
export const MessageCircle = drawn('M12 4a8 8 0 1 1-3.7 15.1L3.5 20.5l1.4-4.8A8 8 0 0 1 12 4z')
export const PanelRight = drawn('M3.5 4.5h17v15h-17zM14.5 4.5v15')
export const Plus = drawn('M12 5v14M5 12h14')
export const RotateCcw = drawn('M4 4.5V9.5h5M4.7 9.5A8 8 0 1 1 4.2 14')
export const Search = drawn('M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5l5 5')
export const SlidersHorizontal = drawn('M3.5 7.5h9M17 7.5h3.5M14.5 5v5M3.5 16.5H7M11.5 16.5h9M9 14v5')
export const Trash2 = drawn('M4 7h16M9 7V4.5h6V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5')
export const Undo2 = drawn('M9 5l-5 5 5 5M4.5 10H14a5 5 0 0 1 0 10h-3')
export const X = drawn('M6 6l12 12M18 6L6 18')
