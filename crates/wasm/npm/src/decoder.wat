;; Turns the text of a module into its bytes, in place. JavaScript would need milliseconds for that, since the
;; loop runs once and is never compiled. How it is called: inline.js; what it does, in other words: `text_of` in
;; crates/xtask/src/npm.rs.
;;
;; Memory: at 0 a half-word for each character, a byte or 256 and a place among the bytes that take two
;; characters; at 256 the place of each character; at 384 those bytes; at 1024 the text.
(module
  (memory (export "memory") 1)
  (func (export "decode") (param $end i32) (result i32)
    (local $at i32)
    (local $to i32)
    (local $value i32)
    (local.set $at (i32.const 1024))
    (local.set $to (i32.const 1024))
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $value (i32.load16_u (i32.shl (i32.load8_u (local.get $at)) (i32.const 1))))
          (if (i32.gt_u (local.get $value) (i32.const 255))
            (then
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (local.set $value
                (i32.load8_u offset=128
                  (i32.add (local.get $value) (i32.load8_u offset=256 (i32.load8_u (local.get $at))))))))
          (i32.store8 (local.get $to) (local.get $value))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (local.set $to (i32.add (local.get $to) (i32.const 1)))
          (br $next))))
    (local.get $to)))
