;; Turns the text of a module into its bytes, in place. JavaScript would need milliseconds for that, since the
;; loop runs once and is never compiled. How it is called: inline.js; what it does, in other words: `text_of` in
;; crates/xtask/src/npm.rs.
;;
;; No byte of this module is above 0x7f, so that it stands in JavaScript as a text itself: constants are small, and
;; the place of the text is handed over.
;;
;; Memory: at 0 a half-word for each character: its byte, or 256 or 384, where the bytes lie that the next character
;; may mean.
(module
  (memory (export "memory") 1)
  (func (export "decode") (param $at i32) (param $end i32) (result i32)
    (local $to i32)
    (local $value i32)
    (local.set $to (local.get $at))
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $value (i32.load16_u (i32.shl (i32.load8_u (local.get $at)) (i32.const 1))))
          (if (i32.shr_u (local.get $value) (i32.const 8))
            (then
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (local.set $value (i32.load8_u (i32.add (local.get $value) (i32.load8_u (local.get $at)))))))
          (i32.store8 (local.get $to) (local.get $value))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (local.set $to (i32.add (local.get $to) (i32.const 1)))
          (br $next))))
    (local.get $to)))
